-- How many people of each run {0} clicked, and read, clicked or replied, by the verdicts that stand.
select toInt32(run_id) as run, toInt64(groupBitmapIf(ordinal, kind = 'clicked')) as clicked, toInt64(groupBitmap(ordinal)) as reading
from message_event
where kind in ('clicked', 'read', 'replied') and {0}
  and machine = (event_id global in (select event_id from overturned_event where {0}))
group by run_id
