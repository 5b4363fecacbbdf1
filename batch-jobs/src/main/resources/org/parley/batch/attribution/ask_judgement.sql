-- The campaigns of codes in the sales {0} are to be judged anew; {1} now. Customers whom nobody knows change no judgement.
insert into judgement_due (campaign_id, since)
select distinct used.campaign_id, {1}
from code_use used
where used.sale_id = any({0}) and used.used_by <> 'unknown'
on conflict do nothing
