-- By what number an order of the file is known, and from what on its message counts.
update import_result_row r
set order_number = coalesce(r.order_id, :campaign || '/' || c.external_id),
  touched_at = coalesce(r.clicked_at, i.read_at, i.sent_at)
from import_result i
join contact c on c.id = i.contact_id
where r.import_id = :import and r.converted and i.import_id = :import and i.contact_id = r.contact_id and i.reason is null
