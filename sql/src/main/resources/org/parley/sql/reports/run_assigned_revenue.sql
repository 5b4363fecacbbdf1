-- What the people of each cell bought in a window, credited or not. Parameters: run, start (inclusive), end (exclusive), a query of
-- cells (value, members).
-- Refunds follow their sale, whenever they come; refunds of an unknown sale count by their own date.
-- A row with an empty currency is the cell over all currencies. Squares serve the variance, people without an order being zeros.
-- Past: what the same people had bought in the 90 days before the window opened, refunds by their own date.
with
  toUInt32(?) as of_run,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  opens - toIntervalDay(90) as remembered,
  -- only people with an order: a run may have ten million others
  assigned as (
    select contact_id as person, any(ordinal) as number
    from message_event
    where run_id = of_run and kind = 'assigned'
      and contact_id in (select contact_id from shop_order where placed_at >= remembered and placed_at < closes and contact_id > 0)
    group by person
  ),
  sale as (
    select id as sale_id, contact_id as person, currency, revenue_minor as amount
    from shop_order final
    where kind = 'sale' and placed_at >= opens and placed_at < closes and contact_id > 0
      and contact_id in (select person from assigned)
  ),
  document as (
    select person, currency, amount, 1 as sold, 0 as past from sale
    union all
    select sale.person as person, refund.currency as currency, refund.revenue_minor as amount, 0 as sold, 0 as past
    from (select original_id, currency, revenue_minor from shop_order final where kind != 'sale' and original_id > 0) as refund
    inner join sale on refund.original_id = sale.sale_id
    union all
    select contact_id as person, currency, revenue_minor as amount, 0 as sold, 0 as past
    from shop_order final
    where kind != 'sale' and original_id = 0 and placed_at >= opens and placed_at < closes and contact_id > 0
      and contact_id in (select person from assigned)
    union all
    select contact_id as person, currency, 0 as amount, 0 as sold, revenue_minor as past
    from shop_order final
    where placed_at >= remembered and placed_at < opens and contact_id > 0
      and contact_id in (select person from assigned)
  ),
  spent as (
    select any(assigned.number) as number, toString(document.currency) as currency, document.person as person,
      sum(document.amount) as spending, sum(document.sold) as sales, sum(document.past) as before
    from document
    inner join assigned on document.person = assigned.person
    group by currency, person
  ),
  cell as (
    select value, arrayJoin(bitmapToArray(members)) as ordinal from ({3})
  )
select
  value,
  currency,
  toInt64(uniqExactIf(person, sales > 0)) as converters,
  sum(spending) as net,
  toString(sum(toInt128(spending) * toInt128(spending))) as squares,
  sum(before) as past_net,
  toString(sum(toInt128(before) * toInt128(before))) as past_squares,
  toString(sum(toInt128(before) * toInt128(spending))) as products
from cell
inner join spent on cell.ordinal = spent.number
group by grouping sets ((value), (value, currency))
order by value, currency
