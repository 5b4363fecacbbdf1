-- An order that came before its customer finds them when it is told again.
update shop_order s set contact_id = found.contact_id
from (
  select s.id, match_contact(o.customer_ref, o.email, o.phone) as contact_id
  from import_order o
  join shop_order s on s.store = o.store and s.external_id = o.order_id
  where o.import_id = :import and o.seq > :after and o.seq <= :to and o.reason is null and s.contact_id is null
    and (o.customer_ref is not null or o.email is not null or o.phone is not null)
) found
where s.id = found.id and found.contact_id is not null
