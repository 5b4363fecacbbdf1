-- Orders of a slice with their lines. What is known already is left alone. Amounts are rounded here and nowhere else: once a
-- document, half away from zero. Codes that a known sale was not told with yet are added to it.
with placed as (
  insert into shop_order (store, external_id, kind, refund_of, contact_id, customer_ref, placed_at, country, country_name,
    currency, revenue, revenue_minor, source)
  select o.store, o.order_id, o.kind, o.refund_of, match_contact(o.customer_ref, o.email, o.phone), o.customer_ref, o.placed_at,
    o.country, o.country_name, o.currency, o.revenue, round(o.revenue * power(10::numeric, o.digits)), 'import'
  from import_order o
  where o.import_id = :import and o.seq > :after and o.seq <= :to and o.reason is null
  order by o.seq
  on conflict (store, external_id) do nothing
  returning id, store, external_id
), coded as (
  insert into shop_order_code (shop_order_id, code)
  select coalesce(p.id, known.id), code
  from import_order o
  left join placed p on p.store = o.store and p.external_id = o.order_id
  left join shop_order known on known.store = o.store and known.external_id = o.order_id and known.kind = 'sale'
  cross join unnest(o.codes) as code
  where o.import_id = :import and o.seq > :after and o.seq <= :to and o.reason is null and o.kind = 'sale'
    and coalesce(p.id, known.id) is not null
  on conflict do nothing
)
insert into shop_order_line (shop_order_id, line_no, sku, description, quantity, unit_price)
select p.id, row_number() over (partition by p.id order by r.line), r.sku, r.description, r.quantity, r.unit_price
from placed p
join import_order_row r on r.import_id = :import and r.store = p.store and r.order_id = p.external_id
