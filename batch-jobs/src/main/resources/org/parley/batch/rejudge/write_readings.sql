-- Writes what is known of readings after new verdicts: of the messages {0}, {1} on channel {2} when they were read ({3}, null: not), whether that
-- is only concluded ({4}), and whether no event tells it yet ({5}). Delivery and bills stay: a program that fetched a link had received it.
-- {6} seconds are what a reading earns: sales that a reading reached before, or does now, are credited anew.
with reading as (
  select * from unnest({0}, {1}, {2}, {3}, {4}, {5}) as n (run_id, ordinal, channel, read_at, implied, untold)
), present as (
  update recipient r
  set read_at = n.read_at, read_implied = n.implied,
    receipt = case
      when n.read_at is not null then 'read'
      when r.receipt is distinct from 'read' then r.receipt
      when r.delivered_at is not null then 'delivered'
      when r.failed_at is not null then 'failed'
      when r.expired_at is not null then 'expired'
      else 'accepted'
    end
  from reading n
  where r.run_id = n.run_id and r.ordinal = n.ordinal and r.channel = n.channel
), earlier as (
  update recipient_attempt a
  set read_at = n.read_at, read_implied = n.implied,
    receipt = case
      when n.read_at is not null then 'read'
      when a.receipt is distinct from 'read' then a.receipt
      when a.delivered_at is not null then 'delivered'
      when a.failed_at is not null then 'failed'
      when a.expired_at is not null then 'expired'
      else 'accepted'
    end
  from reading n
  where a.run_id = n.run_id and a.ordinal = n.ordinal and a.channel = n.channel
), told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
  select 'read', n.read_at, r.run_id, r.ordinal, r.contact_id, r.arm, n.channel, coalesce(r.country, ''), coalesce(r.language, ''),
    case when n.implied then 'implied' else '' end
  from reading n
  join recipient r on r.run_id = n.run_id and r.ordinal = n.ordinal
  where n.untold
  order by r.run_id, r.ordinal
)
insert into attribution_due (contact_id, sale_id)
select distinct s.contact_id, s.id
from reading n
join recipient r on r.run_id = n.run_id and r.ordinal = n.ordinal and r.channel = n.channel
join shop_order s on s.contact_id = r.contact_id and s.kind = 'sale'
  and s.placed_at >= least(r.read_at, n.read_at)
  and s.placed_at < greatest(r.read_at, n.read_at) + make_interval(secs => {6})
where {6} > 0 and r.read_at is distinct from n.read_at
