-- The next {1} codes of the pool {0} that nobody has and that are not known to be used, ours until the transaction ends. One that
-- is just being used is passed over.
select free.id
from promo_code free
where free.offer_id = {0} and free.contact_id is null
  and not exists (select from promo_redemption used where used.code_id = free.id)
order by free.id
limit {1}
for no key update of free skip locked
