select count(*) from import_result where import_id = :import and arm = :arm and reason is null and sent
