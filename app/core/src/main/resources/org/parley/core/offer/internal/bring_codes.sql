-- Brings codes {1} into the pool {0}. Answers the places (from 1) of those that are new; the others are known to the company
-- already, in whatever case, or stand twice here.
with brought as (
  select code, place from unnest({1}) with ordinality as b (code, place)
),
added as (
  insert into promo_code (offer_id, code)
  select {0}, code from brought order by upper(code collate "C"), place
  on conflict on constraint promo_code_key_unique do nothing
  returning code
)
select min(brought.place)::int as place
from added
join brought on brought.code = added.code
group by added.code
