-- What was accrued within a span, day by day.
-- {0} from (inclusive), {1} until (exclusive), {2} zone of days, {3} channels (empty: all)
select run_id, arm, account, channel, country, (billed_at at time zone {2})::date as day, price, currency, count(*) as messages,
  min(billed_at) as first_at, max(billed_at) as last_at
from invoiceable_message
where price is not null and billed_at >= {0}::timestamptz and billed_at < {1}::timestamptz
  and (cardinality({3}::text[]) = 0 or channel = any({3}::text[]))
group by 1, 2, 3, 4, 5, 6, 7, 8
order by 1, 2, 4, 5, 8, 7, 6
