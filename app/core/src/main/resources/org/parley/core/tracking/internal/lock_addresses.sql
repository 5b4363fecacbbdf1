-- Locks addresses in their order, for those who change them in several statements. {0} their channels and values.
select 1
from address a
join json_to_recordset(cast({0} as json)) as f (channel text, address text)
  on f.channel = a.channel and a.value in (f.address, lower(btrim(f.address)))
order by a.id
for update of a
