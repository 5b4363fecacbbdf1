select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour,
  groupBitmapState(ordinal) as people
from message_event
where {0}
group by run_id, kind, hour
