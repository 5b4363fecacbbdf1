-- Cost lines of one run: messages billed at one price. Parameter: run. The amount of a line is rounded by the reader, once.
with toUInt32(?) as of_run
select
  toInt32(arm) as arm,
  toString(channel) as channel,
  toString(country) as country,
  price,
  toString(currency) as currency,
  toInt64(groupBitmapMerge(people)) as quantity
from bill_day
where run_id = of_run
group by arm, channel, country, price, currency
order by arm, channel, country, currency, price
