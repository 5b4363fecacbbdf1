-- The next codes of the pool {0} for the contacts {2} of the campaign {1}, in one statement; {3} now. A code that was used before
-- anybody got it is no longer secret and is passed over.
with lacking as (
  select contact_id, row_number() over (order by contact_id) as place
  from unnest({2}) as asked (contact_id)
  where not exists (select from promo_code has where has.campaign_id = {1} and has.contact_id = asked.contact_id)
),
next as (
  select id, row_number() over (order by id) as place
  from promo_code free
  where offer_id = {0} and contact_id is null
    and not exists (select from promo_redemption used where used.code_id = free.id)
  order by id
  limit (select count(*) from lacking)
)
update promo_code c set campaign_id = {1}, contact_id = lacking.contact_id, issued_at = {3}
from next
join lacking on lacking.place = next.place
where c.id = next.id
returning c.contact_id, c.code
