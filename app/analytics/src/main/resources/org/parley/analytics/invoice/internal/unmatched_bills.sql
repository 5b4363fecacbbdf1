-- Messages billed in the period of a usage file that it does not name. {0} from (inclusive), {1} until (exclusive), {2} channels
-- (empty: all), {3} invoice
with bill as (
  select run_id, ordinal, channel, country, price, price_currency, billed_at, provider_message_id
  from recipient
  where price is not null
  union all
  select a.run_id, a.ordinal, a.channel, r.country, a.price, a.price_currency, a.billed_at, a.provider_message_id
  from recipient_attempt a
  join recipient r on r.run_id = a.run_id and r.ordinal = a.ordinal
  where a.price is not null
)
select b.run_id, b.ordinal, b.channel, coalesce(b.country::text, '') as country, b.price, b.price_currency::text as currency,
  b.billed_at, b.provider_message_id
from bill b
join run on run.id = b.run_id and run.source is null and run.sandbox = not exists (select from run live where not live.sandbox and live.started_at is not null)
where (cardinality({2}::text[]) = 0 or b.channel = any({2}::text[]))
  and b.billed_at >= {0}::timestamptz and b.billed_at < {1}::timestamptz
  and not exists (
    select from invoice_line l
    where l.invoice_id = {3} and l.channel = b.channel and l.message_id = b.provider_message_id)
order by b.run_id, b.ordinal, b.channel
