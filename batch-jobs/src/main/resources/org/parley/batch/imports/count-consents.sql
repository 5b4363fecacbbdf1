select count(*) from import_consent_row where import_id = :import and line > :after and line <= :to
