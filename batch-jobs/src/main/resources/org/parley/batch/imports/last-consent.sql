select coalesce(max(line), 0) from import_consent_row where import_id = :import
