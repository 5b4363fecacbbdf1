-- Cost lines of all runs, as in run_cost.sql.
select
  toInt32(run_id) as run,
  toInt32(arm) as arm,
  toString(channel) as channel,
  toString(country) as country,
  price,
  toString(currency) as currency,
  toInt64(groupBitmapMerge(people)) as quantity
from bill_day
group by run_id, arm, channel, country, price, currency
order by run, arm, channel, country, currency, price
