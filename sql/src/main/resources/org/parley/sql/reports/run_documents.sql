-- What people of one run bought in a window, credited or not: a line for each sale and refund. Parameters: run, start (inclusive), end
-- (exclusive). Refunds follow their sale, whenever they come; refunds of an unknown sale count by their own date.
with
  toUInt32(?) as buying_run,
  toDateTime64(?, 3, 'UTC') as buying_opens,
  toDateTime64(?, 3, 'UTC') as buying_closes,
  -- only people with an order: a run may have ten million others; looked for once, since the server computes what is named here wherever
  -- it stands
  buyer as (
    select contact_id as person, any(toInt32(arm)) as of_arm, any(ordinal) as number
    from message_event
    where run_id = buying_run and kind = 'assigned'
      and contact_id in (select contact_id from shop_order where placed_at >= buying_opens and placed_at < buying_closes and contact_id > 0)
    group by person
  ),
  sale as (
    select id as sale_id, contact_id as person, currency, revenue_minor as amount
    from shop_order final
    where kind = 'sale' and placed_at >= buying_opens and placed_at < buying_closes and contact_id > 0
  ),
  document as (
    select person, currency, amount, 1 as sold from sale
    union all
    select sale.person as person, refund.currency as currency, refund.revenue_minor as amount, 0 as sold
    from (
      select original_id, currency, revenue_minor from shop_order final where kind != 'sale' and original_id in (select sale_id from sale)
    ) as refund
    inner join sale on refund.original_id = sale.sale_id
    union all
    select contact_id as person, currency, revenue_minor as amount, 0 as sold
    from shop_order final
    where kind != 'sale' and original_id = 0 and placed_at >= buying_opens and placed_at < buying_closes and contact_id > 0
  )
select document.person as person, buyer.number as number, buyer.of_arm as arm, toString(document.currency) as currency,
  document.amount as amount, document.sold as sold
from document inner join buyer on document.person = buyer.person
