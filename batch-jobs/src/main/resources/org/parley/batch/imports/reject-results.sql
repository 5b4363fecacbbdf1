-- Each line of a refused recipient, but those that are rejected for themselves.
insert into import_reject (import_id, line, column_name, reason, whole_row)
select r.import_id, r.line, i.column_name, i.reason, true
from import_result i
join import_result_row r on r.import_id = i.import_id
  and (r.contact_id = i.contact_id or (i.contact_id is null and r.line = i.first_line))
where i.import_id = :import and i.seq > :after and i.seq <= :to and i.reason is not null and not r.bad
