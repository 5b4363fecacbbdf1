-- The code of the key {0}, with what it was used for. The code waits in no answer: one that nobody has is as unknown as one that
-- nobody made.
select code.id, offer.name as offer, offer.most_uses, offer.valid_from, offer.valid_until,
  (select count(*) from promo_redemption used where used.code_id = code.id and used.released_at is null) as uses
from promo_code code
join offer on offer.id = code.offer_id
where code.code_key = {0} and code.contact_id is not null
