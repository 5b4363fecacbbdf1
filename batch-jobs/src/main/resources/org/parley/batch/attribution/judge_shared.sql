-- Judges anew whether the codes of the campaigns {0} went round. They did where more than the share {1} of the orders whose
-- customers are known were placed by others than the codes' people, {2} orders at least. What customers whom nobody knows bought
-- says nothing: a till tells no names.
-- Where the judgement changes, every sale with a code of the campaign becomes due.
with judged as (
  select c.campaign_id,
    count(distinct used.sale_id) >= {2}
      and count(distinct used.sale_id) filter (where used.used_by = 'another') > {1} * count(distinct used.sale_id) as shared
  from unnest({0}) as c (campaign_id)
  left join code_use used on used.campaign_id = c.campaign_id and used.used_by <> 'unknown'
  group by c.campaign_id
),
cleared as (
  delete from shared_codes s using judged j where s.campaign_id = j.campaign_id and not j.shared
  returning s.campaign_id
),
marked as (
  insert into shared_codes (campaign_id) select campaign_id from judged where shared
  on conflict do nothing
  returning campaign_id
)
insert into attribution_due (contact_id, sale_id)
select distinct used.contact_id, used.sale_id
from (select campaign_id from cleared union all select campaign_id from marked) changed
join code_use used on used.campaign_id = changed.campaign_id
