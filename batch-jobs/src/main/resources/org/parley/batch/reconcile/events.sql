-- What the raw events say of each run: how many people by kind and by the verdict that stands now on who did it, and rows that are
-- there more than once. Bitmaps count exactly, like uniqExact, in a fraction of its memory: both numbers are dense. {0} runs
select toInt32(run_id) as run,
  if(machine != (event_id global in (select event_id from overturned_event where {0})), concat('machine_', kind), toString(kind)) as told,
  toInt64(groupBitmap(ordinal)) as people, toInt64(count()) as rows, toInt64(groupBitmap(event_id)) as events
from message_event
where {0}
group by run, told
