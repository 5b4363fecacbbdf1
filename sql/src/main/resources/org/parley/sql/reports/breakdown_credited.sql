-- Money credited to one run by cell and currency, in minor units, as run_credited.sql has it by arm. Parameters: run, a query of
-- cells (value, members).
with
  toUInt32(?) as of_run,
  sale as (
    select ordinal as payer, toString(currency) as currency, if(original_id = 0, id, original_id) as number,
      sumIf(revenue_minor, kind = 'sale') as sold, sumIf(revenue_minor, kind != 'sale') as returned
    from shop_order final
    where run_id = of_run
    group by payer, currency, number
  ),
  credited as (
    select groupBitmapState(ordinal) as payers from shop_order final where run_id = of_run
  ),
  placed as (
    select value, arrayJoin(bitmapToArray(bitmapAnd(members, payers))) as person
    from ({1}) as cell cross join credited
  )
select value, currency, sum(sold) as gross, sum(returned) as refunds, toInt64(countIf(sold > 0 and sold + returned > 0)) as net_orders
from placed inner join sale on person = payer
group by value, currency
order by value, currency
