-- Makes orders due for attribution that were placed with the codes of messages of run {0}, ordinals {1}.
insert into attribution_due (contact_id, sale_id)
select distinct used.contact_id, used.sale_id
from run
join recipient r on r.run_id = run.id and r.ordinal = any({1})
join code_use used on used.campaign_id = run.campaign_id and used.contact_id = r.contact_id
where run.id = {0}
  and exists (select from campaign_arm arm where arm.campaign_id = run.campaign_id and arm.offer_id is not null)
