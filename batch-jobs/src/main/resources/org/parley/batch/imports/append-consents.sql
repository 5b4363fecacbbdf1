-- The ledger folds itself: a trigger keeps what holds now.
insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, wording, evidence)
select c.id, r.channel, r.purpose, r.state, r.occurred_at, r.source, r.method, r.wording, r.evidence
from import_consent_row r
join contact c on c.external_id = r.external_id
where r.import_id = :import and r.line > :after and r.line <= :to
order by r.line
on conflict (contact_id, channel, purpose, state, occurred_at, source) do nothing
