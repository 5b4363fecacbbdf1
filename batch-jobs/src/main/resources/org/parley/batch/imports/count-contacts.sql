select count(*) from import_contact_row where import_id = :import and line > :after and line <= :to
