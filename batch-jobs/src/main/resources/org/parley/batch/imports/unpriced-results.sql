-- Messages of an arm that this file brings and no other: of people who are neither here nor have their share of the total.
select count(*)
from import_result i
where i.import_id = :import and i.arm = :arm and i.reason is null and i.sent
  and not exists (select from recipient r where r.run_id = :run and r.contact_id = i.contact_id)
  and not exists (select from reserved_price p where p.run_id = :run and p.arm = i.arm and p.contact_id = i.contact_id)
