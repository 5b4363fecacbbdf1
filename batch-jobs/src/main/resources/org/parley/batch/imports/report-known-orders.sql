-- Orders that are known already are never written anew. One without a customer gets the recipient for it, and so do its refunds; one
-- of the recipient goes to the message where no touch claims it, unless it was placed before the message was sent; the customer of
-- another stays who it is, and the file is told, as it is where the number is that of no sale.
with told as materialized (
  select distinct on (s.id) s.id, s.kind, s.contact_id as customer, i.contact_id, i.ordinal, i.sent, r.line, r.touched_at as at,
    r.order_number as number, s.placed_at < i.sent_at as older,
    s.kind = 'sale' and (s.contact_id is null or s.contact_id = i.contact_id) as theirs
  from import_result i
  join import_result_row r on r.import_id = i.import_id and r.contact_id = i.contact_id and r.order_number is not null
  join shop_order s on s.store = :store and s.external_id = r.order_number
  where i.import_id = :import and i.seq > :after and i.seq <= :to and i.ordinal is not null
    and not exists (select from reported_order o where o.shop_order_id = s.id)
  order by s.id, r.line
), reported as (
  insert into reported_order (shop_order_id, run_id, ordinal, at, own)
  select id, :run, ordinal, at, false from told
  where theirs and sent and not older
  on conflict (shop_order_id) do nothing
), matched as (
  update shop_order s set contact_id = told.contact_id
  from told
  where told.theirs and told.customer is null
    and s.store = :store and s.contact_id is null and (s.external_id = told.number or (s.kind = 'refund' and s.refund_of = told.number))
), due as (
  insert into attribution_due (contact_id)
  select distinct contact_id from told where theirs
)
insert into import_reject (import_id, line, column_name, reason, whole_row)
select :import, line, :order,
  case when kind = 'refund' then 'A refund has this number; give the number of the sale. The row landed without the order'
    when kind <> 'sale' then 'An adjustment has this number; give the number of the sale. The row landed without the order'
    when not theirs then 'This order is of another customer; the row landed without it'
    else 'This order was placed before the message was sent; the row landed without it' end, false
from told
where not theirs or older
