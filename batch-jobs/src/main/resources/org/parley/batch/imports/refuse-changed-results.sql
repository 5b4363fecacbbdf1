-- Results of a recipient are told once. Told again as they were they are known; otherwise they are refused, since figures that were
-- reported do not change behind their readers.
update import_result i
set column_name = '', reason = 'The results of this recipient are here already, and otherwise; they are not changed'
from recipient r
join foreign_result f on f.run_id = r.run_id and f.ordinal = r.ordinal
where i.import_id = :import and i.seq > :after and i.seq <= :to and i.reason is null
  and r.run_id = :run and r.contact_id = i.contact_id and f.digest <> i.digest
