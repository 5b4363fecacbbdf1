-- Shares what is left of an arm's total over the messages that only this file brings; the first ones take what is over.
insert into reserved_price (run_id, arm, contact_id, price)
select :run, i.arm, i.contact_id, :price + case when row_number() over (order by i.seq) <= :dearer then 0.000001 else 0 end
from import_result i
where i.import_id = :import and i.arm = :arm and i.reason is null and i.sent
  and not exists (select from recipient r where r.run_id = :run and r.contact_id = i.contact_id)
  and not exists (select from reserved_price p where p.run_id = :run and p.arm = i.arm and p.contact_id = i.contact_id)
