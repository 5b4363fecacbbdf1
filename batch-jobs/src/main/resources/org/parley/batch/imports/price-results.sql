-- What each message of an arm cost that this file brings; the first ones take what is left over when a total is divided.
update import_result i set price = :price + case when n.place <= :dearer then 0.000001 else 0 end
from (
  select seq, row_number() over (order by seq) as place
  from import_result told
  where import_id = :import and arm = :arm and reason is null and sent
    and not exists (select from recipient r where r.run_id = :run and r.contact_id = told.contact_id)
) n
where i.import_id = :import and i.seq = n.seq
