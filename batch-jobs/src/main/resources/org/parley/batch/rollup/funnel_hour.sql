-- By the verdict on who did it that stands now.
select run_id, if(machine != (event_id global in (select event_id from overturned_event)) as by_machine, concat('machine_', kind), kind) as kind,
  toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour, groupBitmapState(ordinal) as people,
  sum(cityHash64(event_id, by_machine)) as digest
from message_event
where {0}
group by run_id, kind, hour
