-- Gives the codes {0}, which are ours, to the contacts {2} of the campaign {1}, one each, as far as they go; {3} now. One of which
-- a use became known since it was looked for is no longer secret and is passed over.
with asked as (
  select contact_id, row_number() over (order by contact_id) as place from unnest({2}) as a (contact_id)
),
next as (
  select id, row_number() over (order by id) as place
  from promo_code free
  where id = any({0}) and not exists (select from promo_redemption used where used.code_id = free.id)
)
update promo_code c set campaign_id = {1}, contact_id = asked.contact_id, issued_at = {3}
from next
join asked on asked.place = next.place
where c.id = next.id
returning c.contact_id, c.code
