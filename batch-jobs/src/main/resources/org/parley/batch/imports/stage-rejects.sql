copy import_reject (import_id, line, column_name, reason, whole_row) from stdin
