-- What was accrued within a span, and for the messages of an invoice wherever their bills fall. Campaigns that other tools sent
-- are not ours to be invoiced for; simulated runs are, to try it, as long as there are no live ones.
-- {0} from (inclusive), {1} until (exclusive), {2} zone of months, {3} channels (empty: all), {4} invoice
with bill as (
  select run_id, arm, channel, country, price, price_currency, billed_at, provider_message_id
  from recipient
  where price is not null
  union all
  select a.run_id, r.arm, a.channel, r.country, a.price, a.price_currency, a.billed_at, a.provider_message_id
  from recipient_attempt a
  join recipient r on r.run_id = a.run_id and r.ordinal = a.ordinal
  where a.price is not null
)
select b.run_id, b.arm::int as arm, coalesce(s.account, '') as account, b.channel, coalesce(b.country::text, '') as country,
  date_trunc('month', b.billed_at at time zone {2})::date as month, b.price, b.price_currency::text as currency,
  count(*) as messages, min(b.billed_at) as first_at, max(b.billed_at) as last_at
from bill b
join run on run.id = b.run_id and run.source is null and run.sandbox = not exists (select from run live where not live.sandbox and live.started_at is not null)
left join arm_step s on s.campaign_id = run.campaign_id and s.arm = b.arm and s.channel = b.channel
where (cardinality({3}::text[]) = 0 or b.channel = any({3}::text[]))
  and (b.billed_at >= {0}::timestamptz and b.billed_at < {1}::timestamptz
    or (b.channel, b.provider_message_id) in
      (select channel, message_id from invoice_line where invoice_id = {4} and message_id is not null))
group by 1, 2, 3, 4, 5, 6, 7, 8
order by 1, 2, 4, 5, 6, 8, 7
