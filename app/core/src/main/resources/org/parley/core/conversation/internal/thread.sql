-- Everything said between us and the person {0}, newest first, after ({1}, {2}); {3} rows. A sent message's id stands below
-- zero, so that the two kinds never meet at one place.
select direction, at, channel, kind, text, payload, message_id, receipt, id
from (
  (select 'in' as direction, m.occurred_at as at, m.channel, m.kind, m.text, m.payload,
    cast(cast(m.run_id as bigint) << 32 | m.ordinal as text) as message_id, cast(null as text) as receipt, m.id
  from inbound_message m
  where m.contact_id = {0} and (m.occurred_at, m.id) < ({1}, {2})
  order by m.occurred_at desc, m.id desc
  limit {3})
  union all
  (select 'out', r.sent_at, r.channel, 'campaign', c.name, null,
    cast(cast(r.run_id as bigint) << 32 | r.ordinal as text), r.receipt, -(cast(r.run_id as bigint) << 32 | r.ordinal)
  from recipient r
  join run on run.id = r.run_id
  join campaign c on c.id = run.campaign_id
  where r.contact_id = {0} and r.sent_at is not null
    and (r.sent_at, -(cast(r.run_id as bigint) << 32 | r.ordinal)) < ({1}, {2})
  order by r.sent_at desc, r.run_id
  limit {3})
  union all
  -- what was sent on another channel of the arm before
  (select 'out', t.sent_at, t.channel, 'campaign', c.name, null,
    cast(cast(t.run_id as bigint) << 32 | t.ordinal as text), t.receipt, -(cast(t.run_id as bigint) << 32 | t.ordinal)
  from recipient r
  join recipient_attempt t on t.run_id = r.run_id and t.ordinal = r.ordinal
  join run on run.id = r.run_id
  join campaign c on c.id = run.campaign_id
  where r.contact_id = {0} and t.sent_at is not null
    and (t.sent_at, -(cast(t.run_id as bigint) << 32 | t.ordinal)) < ({1}, {2})
  order by t.sent_at desc, t.run_id
  limit {3})) line
order by at desc, id desc
limit {3}
