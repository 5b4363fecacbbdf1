-- Who each row is about: the one rule by which orders find their customer too.
update import_result_row set contact_id = match_contact(external_id, email, phone) where import_id = :import
