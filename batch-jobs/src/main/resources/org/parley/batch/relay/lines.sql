select o.id, l.line_no, o.contact_id, o.kind, o.placed_at, o.currency, l.sku, l.quantity, l.amount
from shop_order o
join shop_order_line l on l.shop_order_id = o.id
where o.id = any({0}::bigint[])
