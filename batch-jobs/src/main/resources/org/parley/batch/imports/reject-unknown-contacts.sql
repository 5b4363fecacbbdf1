insert into import_reject (import_id, line, column_name, reason, whole_row)
select r.import_id, r.line, 'external_id', 'No contact has this number; import contacts first', true
from import_consent_row r
where r.import_id = :import and r.line > :after and r.line <= :to
  and not exists (select 1 from contact c where c.external_id = r.external_id)
