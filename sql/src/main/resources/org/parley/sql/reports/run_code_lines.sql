-- Promo codes of one run with their people and uses, a line a use; PostgreSQL. Parameters: run, ordinal after which to begin, how
-- many people.
with has as (
  select r.ordinal, r.contact_id, r.arm, r.state, code.id, code.code, code.issued_at, code.offer_id
  from run
  join recipient r on r.run_id = run.id
  join promo_code code on code.campaign_id = run.campaign_id and code.contact_id = r.contact_id
  where run.id = ? and r.ordinal > ?
  order by r.ordinal
  limit ?
)
select has.ordinal, has.contact_id, contact.external_id, has.arm, has.code, has.issued_at, has.state, u.store, u.order_id,
  u.redeemed_at,
  case
    when u.id is null then null
    when o.contact_id is null then 'unknown'
    when o.contact_id = has.contact_id then 'recipient'
    else 'another'
  end as used_by,
  case
    when u.id is null then null
    when row_number() over (partition by has.id order by u.redeemed_at, u.id) > offer.most_uses then 'beyond_limit'
    when u.redeemed_at < offer.valid_from then 'not_yet_valid'
    when u.redeemed_at >= offer.valid_until then 'expired'
    else 'allowed'
  end as verdict
from has
join offer on offer.id = has.offer_id
left join contact on contact.id = has.contact_id
left join promo_redemption u on u.code_id = has.id
left join shop_order o on o.store = u.store and o.external_id = u.order_id and o.kind = 'sale'
order by has.ordinal, u.redeemed_at, u.id
