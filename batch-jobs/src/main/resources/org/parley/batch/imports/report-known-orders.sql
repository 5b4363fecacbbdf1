-- Orders that are known already are never written anew. One without a customer gets the recipient for it; one of the recipient
-- goes to the message where no touch claims it, unless it was placed before the message was sent; the customer of another stays who it is, and the file is told.
with told as materialized (
  select distinct on (s.id) s.id, s.contact_id as customer, i.contact_id, i.ordinal, i.sent, r.line, s.placed_at < i.sent_at as older,
    coalesce(r.clicked_at, i.read_at, i.sent_at) as at
  from import_result i
  join import_result_row r on r.import_id = i.import_id and r.contact_id = i.contact_id and r.converted
  join contact c on c.id = i.contact_id
  join shop_order s on s.store = :store and s.external_id = coalesce(r.order_id, :campaign || '/' || c.external_id)
    and s.kind = 'sale'
  where i.import_id = :import and i.seq > :after and i.seq <= :to and i.ordinal is not null
    and not exists (select from reported_order o where o.shop_order_id = s.id)
  order by s.id, r.line
), reported as (
  insert into reported_order (shop_order_id, run_id, ordinal, at, own)
  select id, :run, ordinal, at, false from told
  where sent and not older and (customer is null or customer = contact_id)
  on conflict (shop_order_id) do nothing
), matched as (
  update shop_order s set contact_id = told.contact_id
  from told
  where s.id = told.id and told.customer is null
), due as (
  insert into attribution_due (contact_id)
  select distinct contact_id from told where customer is null or customer = contact_id
)
insert into import_reject (import_id, line, column_name, reason, whole_row)
select :import, line, :order,
  case when customer <> contact_id then 'This order is of another customer; the row landed without it'
    else 'This order was placed before the message was sent; the row landed without it' end, false
from told
where customer <> contact_id or older
