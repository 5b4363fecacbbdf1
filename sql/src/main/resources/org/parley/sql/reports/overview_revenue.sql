-- Credited net revenue over all runs by channel and currency, in minor units.
select toString(channel) as channel, toString(currency) as currency, sum(revenue_minor) as net
from shop_order final
where run_id > 0
group by channel, currency
order by channel, currency
