-- What the people of each cell bought in a window, credited or not. Parameters: run, start (inclusive), end (exclusive) of the window,
-- a query of cells (value, members), run_documents.
-- A row with an empty currency is the cell over all currencies. Squares serve the variance, people without an order being zeros.
-- Past: what the same people had bought in the 90 days before the window opened, refunds by their own date.
with
  toUInt32(?) as of_run,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  opens - toIntervalDay(90) as remembered,
  former as (
    select contact_id as person, toString(currency) as currency, sum(revenue_minor) as past
    from shop_order final
    where placed_at >= remembered and placed_at < opens and contact_id > 0
    group by person, currency
  ),
  -- only people with an order: a run may have ten million others
  known as (
    select contact_id as person, any(ordinal) as number
    from message_event
    where run_id = of_run and kind = 'assigned' and contact_id in (select person from former)
    group by person
  ),
  spent as (
    select any(number) as number, currency, person, sum(amount) as spending, sum(sold) as sales, sum(past) as before
    from (
      select person, number, currency, amount, sold, toInt64(0) as past from ({4})
      union all
      select known.person as person, known.number as number, former.currency as currency, toInt64(0) as amount, 0 as sold,
        former.past as past
      from former inner join known on former.person = known.person
    )
    group by currency, person
  ),
  buying as (
    select groupBitmapState(number) as buyers from spent
  ),
  placed as (
    select value, arrayJoin(bitmapToArray(bitmapAnd(members, buyers))) as ordinal
    from ({3}) as cell cross join buying
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
from placed
inner join spent on placed.ordinal = spent.number
group by grouping sets ((value), (value, currency))
order by value, currency
