-- Brings codes {1} into the pool {0}. Answers the places (from 1) of those that are new; the others are known to the company
-- already, in whatever case, or stand twice here.
with brought as (
  select code, place from unnest({1}) with ordinality as b (code, place)
),
added as (
  insert into promo_code (offer_id, code)
  select {0}, code from brought order by upper(code collate "C"), place
  on conflict on constraint promo_code_key_unique do nothing
  returning id, code
),
-- who used one before it was brought here has it from elsewhere: it is nobody's to get
used as (
  insert into promo_redemption (code_id, store, order_id, redeemed_at, source)
  select distinct added.id, o.store, o.external_id, o.placed_at, 'order'
  from added
  join shop_order_code spelt on upper(spelt.code collate "C") = upper(added.code collate "C")
  join shop_order o on o.id = spelt.shop_order_id and o.kind = 'sale'
  order by added.id
  on conflict on constraint promo_redemption_once do nothing
)
select min(brought.place)::int as place
from added
join brought on brought.code = added.code
group by added.code
