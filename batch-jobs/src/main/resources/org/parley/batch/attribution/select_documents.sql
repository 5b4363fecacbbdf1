-- The order documents whose credit is that of the sales {0}: these, and every refund of theirs, however late. The sale of each
-- comes first, then its refunds as they were placed, of equals by the shop's number, since ours says in which order we were told.
-- Adjustments and refunds of unknown sales follow no sale and are never credited.
with sale as materialized (
  select o.id, o.store, o.external_id, o.placed_at, o.revenue_minor
  from unnest({0}) as asked (id)
  join shop_order o on o.id = asked.id
)
select id as sale_id, id, revenue_minor, false as refund, placed_at, external_id from sale
union all
select s.id, refund.id, refund.revenue_minor, true, refund.placed_at, refund.external_id
from sale s
join shop_order refund on refund.store = s.store and refund.refund_of = s.external_id and refund.kind = 'refund'
order by sale_id, refund, placed_at, external_id
