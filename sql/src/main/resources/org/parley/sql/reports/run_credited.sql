-- Money credited to one run by arm and currency, in minor units. Parameter: run.
-- An order that was given back in full leaves the count of orders; its money leaves by its refund.
with toUInt32(?) as of_run
select
  arm,
  currency,
  sum(sold) as gross,
  sum(returned) as refunds,
  toInt64(countIf(sold > 0 and sold + returned > 0)) as net_orders
from (
  select
    toInt32(arm) as arm,
    toString(currency) as currency,
    if(original_id = 0, id, original_id) as sale,
    sumIf(revenue_minor, kind = 'sale') as sold,
    sumIf(revenue_minor, kind != 'sale') as returned
  from shop_order final
  where run_id = of_run
  group by arm, currency, sale
)
group by arm, currency
order by arm, currency
