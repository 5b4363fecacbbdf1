-- Lines become orders, numbered by where they first stand in the file. An order is recorded whole or not at all.
insert into import_order (import_id, seq, store, order_id, lines, kind, refund_of, customer_ref, email, phone, placed_at,
  currency, country, country_name, revenue, digits, codes, column_name, reason)
select :import, row_number() over (order by first_line), store, order_id, lines, kind, refund_of, customer_ref, email, phone,
  placed_at, currency, country, country_name, revenue, digits, codes,
  case
    when bad_line is not null then 'order_id'
    when mixed is not null then mixed
    when kind = 'refund' and revenue > 0 then 'quantity'
    when abs(revenue) >= 1e13 then 'unit_price'
  end,
  case
    when bad_line is not null then 'Line ' || bad_line || ' of this order is bad; an order is recorded whole or not at all'
    when mixed is not null then 'The lines of this order do not agree on it'
    when kind = 'refund' and revenue > 0 then 'This refund adds up to more than 0; its quantities are negative numbers'
    when abs(revenue) >= 1e13 then 'This order adds up to 10^13 or more'
  end
from (
  select store, order_id, min(line) as first_line, count(*) as lines, min(line) filter (where bad) as bad_line,
    min(kind) as kind, min(refund_of) as refund_of, min(customer_ref) as customer_ref, min(email) as email,
    min(phone) as phone, min(placed_at) as placed_at, min(currency) as currency, min(country) as country,
    min(country_name) as country_name, sum(quantity * unit_price) as revenue, min(digits) as digits, min(codes) as codes,
    case
      when min(kind) <> max(kind) then 'kind'
      when min(currency) <> max(currency) then 'currency'
      when min(coalesce(refund_of, '')) <> max(coalesce(refund_of, '')) then 'refund_of'
      when min(coalesce(customer_ref, '')) <> max(coalesce(customer_ref, '')) then 'external_id'
      when min(coalesce(email, '')) <> max(coalesce(email, '')) then 'email'
      when min(coalesce(phone, '')) <> max(coalesce(phone, '')) then 'phone'
      when min(coalesce(country, '')) <> max(coalesce(country, '')) then 'country'
      when min(coalesce(codes, '{}')) <> max(coalesce(codes, '{}')) then 'promo_codes'
    end as mixed
  from import_order_row
  where import_id = :import
  group by store, order_id
) orders
