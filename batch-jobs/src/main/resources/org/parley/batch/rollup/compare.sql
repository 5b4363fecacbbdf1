-- Cell by cell: how many people on either side, and how many on one side only. What differs most first.
-- {0} what should be, {1} what is, {2} how many, {3} bytes
select run_id, cell, toInt64(bitmapCardinality(told)) as expected, toInt64(bitmapCardinality(kept)) as found,
  toInt64(bitmapXorCardinality(told, kept)) as apart, toInt64(count() over ()) as cells, toInt64(countIf(apart > 0) over ()) as wrong
from (
  select run_id, cell, groupBitmapMergeStateIf(people, side = 1) as told, groupBitmapMergeStateIf(people, side = 2) as kept
  from (
    select 1 as side, toUInt32(run_id) as run_id, toString(cell) as cell, people from ({0})
    union all
    select 2 as side, toUInt32(run_id) as run_id, toString(cell) as cell, people from ({1}))
  group by run_id, cell)
order by apart desc, run_id, cell
limit {2}
settings max_bytes_before_external_group_by = {3}
