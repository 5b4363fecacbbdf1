-- Everything people wrote or tapped, once per provider's id of it, with the touch and the event of what is a reply.
-- {0} the facts.
with fact as (
  select * from json_to_recordset(cast({0} as json)) as f (
    channel text, account text, provider_id text, address text, contact_id bigint, run integer, ordinal integer,
    kind text, text text, payload text, at timestamptz)
), recorded as (
  insert into inbound_message (channel, account, provider_message_id, address, contact_id, run_id, ordinal, kind, text,
    payload, occurred_at)
  select distinct on (channel, account, provider_id)
    channel, account, provider_id, address, contact_id, run, ordinal, kind, text, payload, at
  from fact
  order by channel, account, provider_id, at
  on conflict on constraint inbound_message_once do nothing
  returning run_id, ordinal, channel, kind, occurred_at
), reply as (
  select n.kind, n.occurred_at, r.run_id, r.ordinal, r.contact_id, r.arm, n.channel, r.country, r.language
  from recorded n
  join recipient r on r.run_id = n.run_id and r.ordinal = n.ordinal
  where n.kind in ('text', 'button')
), told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
  select 'replied', occurred_at, run_id, ordinal, contact_id, arm, coalesce(channel, ''), coalesce(country, ''),
    coalesce(language, ''), kind
  from reply
  order by run_id, ordinal, occurred_at
), touched as (
  insert into touch (contact_id, run_id, ordinal, kind, at)
  select contact_id, run_id, ordinal, 'reply', occurred_at from reply
), heard as (
  select a.id, max(f.at) as at
  from fact f
  join address a on a.channel = f.channel and a.value = f.address
  group by a.id
), locked as (
  select id from address where id in (select id from heard) order by id for update
)
update address a
set last_inbound_at = greatest(a.last_inbound_at, h.at),
  -- whoever writes from an address has it
  state = case when a.state = 'invalid' and (a.gone_at is null or a.gone_at <= h.at) then 'active' else a.state end,
  state_reason = case when a.state = 'invalid' and (a.gone_at is null or a.gone_at <= h.at) then null else a.state_reason end
from heard h
join locked l on l.id = h.id
where a.id = h.id and (a.last_inbound_at is null or a.last_inbound_at < h.at)
