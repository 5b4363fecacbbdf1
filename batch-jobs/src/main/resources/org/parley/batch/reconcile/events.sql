-- What the raw events say of each run: how many people by kind, and rows that are there more than once. Bitmaps count exactly, like
-- uniqExact, in a fraction of its memory: both numbers are dense. {0} runs
select toInt32(run_id) as run, if(machine, concat('machine_', kind), toString(kind)) as told, toInt64(groupBitmap(ordinal)) as people,
  toInt64(count()) as rows, toInt64(groupBitmap(event_id)) as events
from message_event
where {0}
group by run, told
