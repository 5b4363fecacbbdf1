-- What each message of an arm cost. Of recipients who are here already nothing more is billed.
update import_result set price = :price where import_id = :import and arm = :arm and reason is null and sent
