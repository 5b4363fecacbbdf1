select run_id, if(machine, concat('machine_', kind), kind) as kind, toDate(occurred_at) as day, groupBitmapState(ordinal) as people
from message_event
where {0}
group by run_id, kind, day
