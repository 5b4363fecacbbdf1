-- Makes orders due for attribution that were placed with the codes of messages of run {0}, ordinals {1}.
insert into attribution_due (contact_id, sale_id)
select contact_id, sale_id from codes_due(array_fill({0}::integer, array[cardinality({1})]), {1})
