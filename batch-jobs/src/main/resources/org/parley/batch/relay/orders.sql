-- Order documents with the message that each is credited to. A credited document counts under the recipient's country, as the
-- message's cost does; an uncredited one under its own. Refunds of an
-- asked-for sale come along: they may have been here before it, without knowing its number.
with asked as (
  select unnest({0}::bigint[]) as id
),
due as (
  select id from asked
  union
  select refund.id
  from asked
  join shop_order sale on sale.id = asked.id and sale.kind = 'sale'
  join shop_order refund on refund.store = sale.store and refund.refund_of = sale.external_id
)
select o.id, o.store, o.external_id, o.kind, original.id as original_id, o.contact_id, o.placed_at, o.currency, o.revenue_minor,
  o.revenue, credit.run_id, credit.ordinal, r.arm, r.channel, coalesce(r.country, case when credit.run_id is null then o.country end)
    as country, credit.touch_kind, credit.touch_at
from due
join shop_order o on o.id = due.id
left join shop_order original on original.store = o.store and original.external_id = o.refund_of
left join credit on credit.shop_order_id = o.id
left join recipient r on r.run_id = credit.run_id and r.ordinal = credit.ordinal
