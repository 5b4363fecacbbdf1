-- Whether the sale {2} of the store {1} was told with the code of the key {0}.
select exists (
  select from shop_order o
  join shop_order_code spelt on spelt.shop_order_id = o.id
  where o.store = {1} and o.external_id = {2} and o.kind = 'sale' and upper(spelt.code collate "C") = {0})
