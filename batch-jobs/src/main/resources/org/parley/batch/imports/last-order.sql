select coalesce(max(seq), 0) from import_order where import_id = :import
