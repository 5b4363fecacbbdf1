-- Who each row is about: the one rule by which orders find their customer too, asked once of each person however many rows they have.
update import_result_row r set contact_id = found.contact_id
from (
  select external_id, email, phone, match_contact(external_id, email, phone) as contact_id
  from (select distinct external_id, email, phone from import_result_row where import_id = :import) asked
) found
-- an empty text is nobody's key, and can be hashed unlike null
where r.import_id = :import and coalesce(r.external_id, '') = coalesce(found.external_id, '')
  and coalesce(r.email, '') = coalesce(found.email, '') and coalesce(r.phone, '') = coalesce(found.phone, '')
