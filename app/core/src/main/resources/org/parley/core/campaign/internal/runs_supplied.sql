-- Runs that wait for codes of an offer, where there are some again and stores would take them; {0} now.
select run.id
from run
join offer on offer.id = run.lacks_codes_of
where run.lacks_codes_of is not null and (offer.valid_until is null or offer.valid_until > {0})
  and exists (
    select from promo_code free
    where free.offer_id = offer.id and free.contact_id is null
      and not exists (select from promo_redemption used where used.code_id = free.id))
order by run.id
