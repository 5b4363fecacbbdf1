-- Customers of the retail file whom nobody has imported as contacts. Their country is that of their latest line.
insert into contact (external_id, country)
select distinct on (customer_ref) customer_ref, country
from import_order_row
where import_id = :import and customer_ref is not null and not bad
order by customer_ref, line desc
on conflict (external_id) do nothing
