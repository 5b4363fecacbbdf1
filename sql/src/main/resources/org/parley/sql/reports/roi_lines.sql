-- Lines of the ROI export, in the order of the file. Parameters, by name: whether one run only, that run, start (inclusive), end
-- (exclusive), whether revenue lines are split by the day of the sale (whose exchange rate they take).
-- Cost lines are never split by day: they are rounded once, and must be the lines of the report. Their rate day is the day
-- of their first bill. A refund takes the day of its sale, where that is known. Credits that a code, a reading or a delivery earned, or that
-- another tool reported, are lines of their own: their window is another, or none.
with
  {one_run:Bool} as one_run,
  {of_run:UInt32} as of_run,
  {opens:DateTime64(3, 'UTC')} as opens,
  {closes:DateTime64(3, 'UTC')} as closes,
  {by_day:Bool} as by_day,
  cost as (
    select run_id, arm, channel, country, 'cost' as line_type, currency, price, min(toDate(billed_at)) as rate_day, '' as credited_by,
      toInt64(count()) as quantity, toInt64(0) as amount_minor,
      min(billed_at) as first_at, max(billed_at) as last_at
    from message_cost final
    where (run_id = of_run or not one_run) and billed_at >= opens and billed_at < closes
    group by run_id, arm, channel, country, currency, price
  ),
  document as (
    select id, original_id, run_id, arm, channel, country, kind, currency, revenue_minor, placed_at,
      multiIf(touch_kind in ('read', 'delivered'), toString(touch_kind), touch_kind in ('reported', 'claimed'), 'reported',
        touch_kind in ('code', 'code_of_another', 'shared_code'), 'code', 'touch') as credited_by
    from shop_order final
    where run_id > 0 and (run_id = of_run or not one_run) and placed_at >= opens and placed_at < closes
  ),
  origin as (
    select id as sale_id, placed_at as sold_at
    from shop_order final
    where by_day and kind = 'sale' and id in (select original_id from document where original_id > 0)
  ),
  revenue as (
    select run_id, arm, channel, country,
      multiIf(kind = 'sale', 'revenue', kind = 'refund', 'refund', 'adjustment') as line_type,
      currency, toDecimal64(0, 6) as price,
      if(by_day, toDate(if(sale_id > 0, sold_at, placed_at)), toDate('1970-01-01')) as rate_day, credited_by,
      toInt64(count()) as quantity, sum(revenue_minor) as amount_minor,
      min(placed_at) as first_at, max(placed_at) as last_at
    from document left join origin on document.original_id = origin.sale_id
    group by run_id, arm, channel, country, line_type, currency, rate_day, credited_by
  )
select
  toInt32(run_id) as run, toInt32(arm) as arm, toString(channel) as channel, toString(country) as country,
  line_type, toString(currency) as currency, price, rate_day, credited_by, quantity, amount_minor,
  toDate(first_at) as first_day, toDate(last_at) as last_day
from (select * from cost union all select * from revenue)
order by run, arm, channel, country, line_type, currency, price, rate_day,
  indexOf(['code', 'touch', 'read', 'delivered', 'reported'], credited_by)
