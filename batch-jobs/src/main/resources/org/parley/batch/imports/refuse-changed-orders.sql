-- Orders are immutable: one that is known must be told again as it was.
update import_order o
set column_name = 'order_id',
  reason = 'Order ' || o.order_id || ' is already recorded with other lines; corrections are refunds'
from shop_order s
where o.import_id = :import and o.seq > :after and o.seq <= :to and o.reason is null
  and s.store = o.store and s.external_id = o.order_id
  and (s.kind <> o.kind or s.currency <> o.currency or s.revenue <> o.revenue or s.placed_at <> o.placed_at
    or s.refund_of is distinct from o.refund_of
    or (select array_agg(row (r.sku, r.description, r.quantity, r.unit_price) order by r.line) from import_order_row r
        where r.import_id = :import and r.store = o.store and r.order_id = o.order_id)
      is distinct from
      (select array_agg(row (l.sku, l.description, l.quantity, l.unit_price) order by l.line_no) from shop_order_line l
        where l.shop_order_id = s.id))
