select coalesce(max(line), 0) from import_contact_row where import_id = :import
