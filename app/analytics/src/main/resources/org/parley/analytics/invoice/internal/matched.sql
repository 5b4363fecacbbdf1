-- The lines of a usage file whose messages were sent from here. {0} invoice, {1} zone of months
with message as (
  select l.quantity, l.amount, r.run_id, r.arm, r.channel, r.country, r.price, coalesce(r.billed_at, r.sent_at, r.claimed_at) as at
  from invoice_line l
  join recipient r on r.channel = l.channel and r.provider_message_id = l.message_id
  where l.invoice_id = {0}
  union all
  select l.quantity, l.amount, r.run_id, r.arm, a.channel, r.country, a.price, coalesce(a.billed_at, a.sent_at, a.claimed_at)
  from invoice_line l
  join recipient_attempt a on a.channel = l.channel and a.provider_message_id = l.message_id
  join recipient r on r.run_id = a.run_id and r.ordinal = a.ordinal
  where l.invoice_id = {0}
), dated as (
  select m.*, coalesce(m.at, run.started_at) as sure_at, run.campaign_id
  from message m
  join run on run.id = m.run_id and run.source is null and run.sandbox = not exists (select from run live where not live.sandbox and live.started_at is not null)
)
select m.run_id, m.arm::int as arm, coalesce(s.account, '') as account, m.channel, coalesce(m.country::text, '') as country,
  date_trunc('month', m.sure_at at time zone {1})::date as month, count(*) as lines,
  count(*) filter (where m.price is null) as not_billed, sum(m.quantity)::bigint as quantity, sum(m.amount) as amount,
  min(m.sure_at) as first_at, max(m.sure_at) as last_at
from dated m
left join arm_step s on s.campaign_id = m.campaign_id and s.arm = m.arm and s.channel = m.channel
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 4, 5, 6
