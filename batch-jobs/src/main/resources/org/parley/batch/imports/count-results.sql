select coalesce(sum(lines), 0) from import_result
where import_id = :import and seq > :after and seq <= :to and reason is null
