-- Promo codes of one run by arm; PostgreSQL. Parameters: run, and again.
-- A use is an order once, whether a store or the order itself told it.
with has as (
  select r.arm, r.state, code.id
  from run
  join recipient r on r.run_id = run.id
  join promo_code code on code.campaign_id = run.campaign_id and code.contact_id = r.contact_id
  where run.id = ?
),
uses as (
  select has.id, count(*) as uses, count(*) filter (where u.used_by = 'recipient') as by_recipients,
    count(*) filter (where u.used_by = 'another') as by_others, count(*) filter (where u.used_by = 'unknown') as by_unknown,
    count(*) filter (where u.verdict = 'beyond_limit') as beyond_limit,
    count(*) filter (where u.verdict in ('not_yet_valid', 'expired')) as outside_validity
  from has
  join promo_use u on u.code_id = has.id
  group by has.id
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
