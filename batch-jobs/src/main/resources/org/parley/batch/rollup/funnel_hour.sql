-- By the verdict on who did it that stands now.
select run_id, if(machine != (event_id global in (select event_id from overturned_event)), concat('machine_', kind), kind) as kind,
  toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour, groupBitmapState(ordinal) as people
from message_event
where {0}
group by run_id, kind, hour
