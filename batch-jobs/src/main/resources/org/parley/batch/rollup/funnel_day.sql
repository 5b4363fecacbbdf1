-- By the verdict on who did it that stands now.
select run_id, if(machine != (event_id global in (select event_id from overturned_event)), concat('machine_', kind), kind) as kind,
  toDate(occurred_at) as day, groupBitmapState(ordinal) as people
from message_event
where {0}
group by run_id, kind, day
