-- The order documents whose credit hangs on the contacts {0}: their sales placed in [{1}, {2}), sales of that range that a refund of
-- theirs takes back, and every refund of those sales, however late. The sale of each comes first, then its refunds as they were
-- placed, of equals by the shop's number, since ours says in which order we were told. Adjustments and refunds of unknown sales follow no sale and are never credited.
with due as (
  select distinct unnest({0}) as contact_id
), asked as (
  select own.id
  from due d
  join shop_order own on own.contact_id = d.contact_id and own.kind = 'sale'
  union
  select sale.id
  from due d
  join shop_order refund on refund.contact_id = d.contact_id and refund.kind = 'refund'
  join shop_order sale on sale.store = refund.store and sale.external_id = refund.refund_of and sale.kind = 'sale'
), sale as materialized (
  select o.id, o.store, o.external_id, o.placed_at, o.revenue_minor
  from asked
  join shop_order o on o.id = asked.id
  where o.placed_at >= {1} and o.placed_at < {2}
)
select id as sale_id, id, revenue_minor, false as refund, placed_at, external_id from sale
union all
select s.id, refund.id, refund.revenue_minor, true, refund.placed_at, refund.external_id
from sale s
join shop_order refund on refund.store = s.store and refund.refund_of = s.external_id and refund.kind = 'refund'
order by sale_id, refund, placed_at, external_id
