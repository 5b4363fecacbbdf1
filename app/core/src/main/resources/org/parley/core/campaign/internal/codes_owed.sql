-- How many people of runs under way have yet to get a code of the offers {0}, by offer; without the campaign {1}. Simulated runs
-- take none of a pool.
select arm.offer_id, count(*) as people
from campaign_arm arm
join run on run.campaign_id = arm.campaign_id and run.state in ('running', 'paused') and not run.sandbox
join recipient r on r.run_id = run.id and r.arm = arm.arm and r.state in ('pending', 'deferred')
where arm.offer_id = any({0}) and arm.campaign_id <> {1}
  and not exists (select from promo_code has where has.campaign_id = run.campaign_id and has.contact_id = r.contact_id)
group by arm.offer_id
