-- Grants and withdrawals into the consent ledger. {0} the facts.
-- A withdrawal counts for everybody on the address: of several people behind one number nobody knows which one spoke, and
-- silence is the safe reading. A grant counts for the one person it is known of.
with fact as (
  select * from json_to_recordset(cast({0} as json)) as f (
    channel text, address text, contact_id bigint, state text, at timestamptz, source text, method text, wording text,
    evidence text)
), concerned as (
  select f.contact_id as who, f.* from fact f
  union all
  select a.contact_id, f.*
  from fact f
  join address a on a.channel = f.channel and a.value = f.address
  where f.state = 'withdrawn'
)
insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, wording, evidence)
select distinct on (who, channel, state, at, source)
  who, channel, 'marketing', state, at, source, method, wording, evidence
from concerned
where exists (select 1 from contact where id = who)
order by who, channel, state, at, source, evidence
on conflict on constraint consent_event_unique do nothing
