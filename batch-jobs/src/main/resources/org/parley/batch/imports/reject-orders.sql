-- Each line of a refused order, but those that are rejected for themselves.
insert into import_reject (import_id, line, column_name, reason, whole_row)
select r.import_id, r.line, o.column_name, o.reason, true
from import_order o
join import_order_row r on r.import_id = o.import_id and r.store = o.store and r.order_id = o.order_id
where o.import_id = :import and o.seq > :after and o.seq <= :to and o.reason is not null and not r.bad
