-- One-click unsubscribe of the message {0}, {1} as it went out on step {3}, at {2}: a withdrawal unless the person is withdrawn already. No row: no such message.
with message as (
  select contact_id, channel, run_id, ordinal from recipient
  where run_id = {0} and ordinal = {1} and step = {3} and channel is not null
  union all
  select r.contact_id, t.channel, r.run_id, r.ordinal
  from recipient_attempt t
  join recipient r on r.run_id = t.run_id and r.ordinal = t.ordinal
  where t.run_id = {0} and t.ordinal = {1} and t.step = {3}
), present as (
  select m.contact_id, m.channel, m.run_id, m.ordinal, coalesce(c.state, 'none') as state
  from message m
  left join consent c on c.contact_id = m.contact_id and c.channel = m.channel and c.purpose = 'marketing'
), withdrawn as (
  insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, wording, evidence)
  select p.contact_id, p.channel, 'marketing', 'withdrawn', {2}, 'one-click', 'link', 'List-Unsubscribe=One-Click',
    'message ' || (cast(p.run_id as bigint) << 32 | p.ordinal)
  from present p
  where p.state <> 'withdrawn' and exists (select 1 from contact where id = p.contact_id)
  on conflict on constraint consent_event_unique do nothing
)
select channel, state from present
