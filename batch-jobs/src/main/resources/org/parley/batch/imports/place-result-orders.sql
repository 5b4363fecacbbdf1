-- Orders that only the file tells of, credited to the message of the run. Rounded once, as everywhere.
with told as (
  select distinct on (r.order_number) r.order_number as number, i.contact_id, i.ordinal, i.sent, c.country,
    coalesce(r.converted_at, r.clicked_at, i.sent_at, :at) as placed_at, coalesce(r.revenue, 0) as revenue, r.touched_at as at
  from import_result i
  join import_result_row r on r.import_id = i.import_id and r.contact_id = i.contact_id and r.order_number is not null
  join contact c on c.id = i.contact_id
  where i.import_id = :import and i.seq > :after and i.seq <= :to and i.ordinal is not null
  order by r.order_number, r.line
), placed as (
  insert into shop_order (store, external_id, kind, contact_id, placed_at, country, currency, revenue, revenue_minor, source)
  select :store, number, 'sale', contact_id, placed_at, country, :currency, revenue,
    round(revenue * power(10::numeric, :digits)), 'import'
  from told
  order by number
  on conflict (store, external_id) do nothing
  returning id, external_id
)
insert into reported_order (shop_order_id, run_id, ordinal, at, own)
select placed.id, :run, told.ordinal, told.at, true
from placed
join told on told.number = placed.external_id
where told.sent
