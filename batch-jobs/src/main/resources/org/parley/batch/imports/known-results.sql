select count(*) from import_result where import_id = :import and reason is null
