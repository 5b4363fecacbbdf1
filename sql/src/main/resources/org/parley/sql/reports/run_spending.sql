-- How many of the people assigned to each arm spent how much in a window, credited or not; those who spent nothing, or were paid
-- everything back, are left out. Parameters: run, start (inclusive), end (exclusive), most rows to give. The same documents as in
-- run_assigned_revenue, which holds their sums; a test keeps the two together.
with
  toUInt32(?) as of_run,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  assigned as (
    select contact_id as person, any(arm) as arm
    from message_event
    where run_id = of_run and kind = 'assigned'
      and contact_id in (select contact_id from shop_order where placed_at >= opens and placed_at < closes and contact_id > 0)
    group by person
  ),
  sale as (
    select id as sale_id, contact_id as person, currency, revenue_minor as amount
    from shop_order final
    where kind = 'sale' and placed_at >= opens and placed_at < closes and contact_id > 0
      and contact_id in (select person from assigned)
  ),
  document as (
    select person, currency, amount from sale
    union all
    select sale.person as person, refund.currency as currency, refund.revenue_minor as amount
    from (select original_id, currency, revenue_minor from shop_order final where kind != 'sale' and original_id > 0) as refund
    inner join sale on refund.original_id = sale.sale_id
    union all
    select contact_id as person, currency, revenue_minor as amount
    from shop_order final
    where kind != 'sale' and original_id = 0 and placed_at >= opens and placed_at < closes and contact_id > 0
      and contact_id in (select person from assigned)
  ),
  spent as (
    select toInt32(assigned.arm) as arm, toString(document.currency) as currency, document.person as person,
      sum(document.amount) as spending
    from document
    inner join assigned on document.person = assigned.person
    group by arm, currency, person
    having spending != 0
  )
select arm, currency, spending, count() as people
from spent
group by arm, currency, spending
order by arm, currency, spending
limit ?
