select coalesce(sum(lines), 0) from import_order
where import_id = :import and seq > :after and seq <= :to and reason is null
