-- Cost lines of one run as in run_cost.sql, and how much of each belongs to each cell. Parameters: run, a query of cells (value,
-- members). The amount of a line is rounded by the reader, once, and split.
with
  toUInt32(?) as of_run,
  line as (
    select toInt32(arm) as arm, toString(channel) as channel, toString(country) as country, price, toString(currency) as currency,
      groupBitmapMergeState(people) as billed
    from bill_day
    where run_id = of_run
    group by arm, channel, country, price, currency
  )
select value, arm, channel, country, price, currency, toInt64(bitmapAndCardinality(members, billed)) as quantity
from ({1}) as cell cross join line
where quantity > 0
order by value, arm, channel, country, currency, price
