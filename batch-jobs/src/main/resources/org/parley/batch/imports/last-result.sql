select coalesce(max(seq), 0) from import_result where import_id = :import
