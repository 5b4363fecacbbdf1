-- Messages of an arm that this file brings: those of recipients who are here already are billed.
select count(*)
from import_result i
where i.import_id = :import and i.arm = :arm and i.reason is null and i.sent
  and not exists (select from recipient r where r.run_id = :run and r.contact_id = i.contact_id)
