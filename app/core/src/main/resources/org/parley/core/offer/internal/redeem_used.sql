-- The uses of codes {0} in orders that were told before the codes were known here: whoever used them has them from elsewhere, and
-- they are nobody's to get.
insert into promo_redemption (code_id, store, order_id, redeemed_at, source)
select distinct code.id, o.store, o.external_id, o.placed_at, 'order'
from promo_code code
join shop_order_code spelt on upper(spelt.code collate "C") = code.code_key
join shop_order o on o.id = spelt.shop_order_id and o.kind = 'sale'
where code.id = any({0})
order by code.id
on conflict on constraint promo_redemption_once do nothing
