-- Promo codes of one run with their people and uses, a line a use; PostgreSQL. Parameters: run, ordinal after which to begin, how
-- many people.
with has as (
  select r.ordinal, r.contact_id, r.arm, r.state, code.id, code.code, code.issued_at
  from run
  join recipient r on r.run_id = run.id
  join promo_code code on code.campaign_id = run.campaign_id and code.contact_id = r.contact_id
  where run.id = ? and r.ordinal > ?
  order by r.ordinal
  limit ?
)
select has.ordinal, has.contact_id, contact.external_id, has.arm, has.code, has.issued_at, has.state, u.store, u.order_id,
  u.redeemed_at, u.source as told_by, u.used_by, u.verdict
from has
left join contact on contact.id = has.contact_id
left join promo_use u on u.code_id = has.id
order by has.ordinal, u.redeemed_at, u.redemption_id
