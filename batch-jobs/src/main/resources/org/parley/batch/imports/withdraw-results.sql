-- Who opted out, be the rest of what the file says of them taken or refused: consent fails closed. Without a time of its own, an
-- opt-out counts from now, so that no older grant wins over it. Once a run: the same file again changes nothing.
insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, evidence)
select i.contact_id, a.channel, c.purpose, 'withdrawn', coalesce(told.at, now()), 'import', 'results', 'run ' || :run
from import_result i
join run on run.id = :run
join campaign c on c.id = run.campaign_id
join campaign_arm a on a.campaign_id = c.id and a.arm = i.arm and a.channel is not null
cross join lateral (
  select bool_or(r.opted_out) as left_us, min(r.opted_out_at) as at
  from import_result_row r
  where r.import_id = i.import_id and r.contact_id = i.contact_id) told
where i.import_id = :import and i.seq > :after and i.seq <= :to and i.contact_id is not null and told.left_us
  and not exists (
    select from consent_event e
    where e.contact_id = i.contact_id and e.channel = a.channel and e.purpose = c.purpose and e.state = 'withdrawn'
      and e.method = 'results' and e.evidence = 'run ' || :run)
on conflict on constraint consent_event_unique do nothing
