-- Promo codes of one run by arm; PostgreSQL. Parameters: run, and again.
-- A use is an order once, whether a store or the order itself told it; of a code's uses the first are the allowed ones.
with has as (
  select r.arm, r.state, code.id, code.contact_id
  from run
  join recipient r on r.run_id = run.id
  join promo_code code on code.campaign_id = run.campaign_id and code.contact_id = r.contact_id
  where run.id = ?
),
used as (
  select has.id,
    case when o.contact_id is null then 'unknown' when o.contact_id = has.contact_id then 'recipient' else 'another' end as used_by,
    row_number() over (partition by has.id order by u.redeemed_at, u.id) > offer.most_uses as beyond,
    u.redeemed_at < offer.valid_from or u.redeemed_at >= offer.valid_until as outside
  from has
  join promo_code code on code.id = has.id
  join offer on offer.id = code.offer_id
  join promo_redemption u on u.code_id = has.id
  left join shop_order o on o.store = u.store and o.external_id = u.order_id and o.kind = 'sale'
),
uses as (
  select id, count(*) as uses, count(*) filter (where used_by = 'recipient') as by_recipients,
    count(*) filter (where used_by = 'another') as by_others, count(*) filter (where used_by = 'unknown') as by_unknown,
    count(*) filter (where beyond) as beyond_limit, count(*) filter (where outside) as outside_validity
  from used
  group by id
)
select arm.arm, arm.name, arm.offer_id, offer.name as offer,
  count(has.id) as issued,
  count(*) filter (where has.state in ('sent', 'unknown')) as sent,
  count(uses.id) as redeemed,
  coalesce(sum(uses.uses), 0)::bigint as uses,
  coalesce(sum(by_recipients), 0)::bigint as by_recipients,
  coalesce(sum(by_others), 0)::bigint as by_others,
  coalesce(sum(by_unknown), 0)::bigint as by_unknown,
  coalesce(sum(beyond_limit), 0)::bigint as beyond_limit,
  coalesce(sum(outside_validity), 0)::bigint as outside_validity
from run
join campaign_arm arm on arm.campaign_id = run.campaign_id and arm.offer_id is not null
join offer on offer.id = arm.offer_id
left join has on has.arm = arm.arm
left join uses on uses.id = has.id
where run.id = ?
group by arm.arm, arm.name, arm.offer_id, offer.name
order by arm.arm
