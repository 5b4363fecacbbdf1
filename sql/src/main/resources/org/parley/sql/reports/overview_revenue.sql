-- Credited net revenue by channel and currency, in minor units, over all runs but those left out. Parameter: runs that do not count
-- (comma between, may be empty).
with arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', toString(?)))) as left_out
select toString(channel) as channel, toString(currency) as currency, sum(revenue_minor) as net
from shop_order final
where run_id > 0 and run_id not in (select arrayJoin(left_out))
group by channel, currency
order by channel, currency
