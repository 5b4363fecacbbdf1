-- What each message of an arm cost; the first ones take what is left over when the total is divided.
update import_result i set price = :price + case when n.place <= :dearer then 0.000001 else 0 end
from (
  select seq, row_number() over (order by seq) as place
  from import_result
  where import_id = :import and arm = :arm and reason is null and sent
) n
where i.import_id = :import and i.seq = n.seq
