-- Cost lines of all runs but those left out, as in run_cost.sql. Parameter: runs that do not count (comma between, may be empty).
with arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', toString(?)))) as left_out
select
  toInt32(run_id) as run,
  toInt32(arm) as arm,
  toString(channel) as channel,
  toString(country) as country,
  price,
  toString(currency) as currency,
  toInt64(groupBitmapMerge(people)) as quantity
from bill_day
where run_id not in (select arrayJoin(left_out))
group by run_id, arm, channel, country, price, currency
order by run, arm, channel, country, currency, price
