-- The figures of run_people.sql, counted from the events themselves: what a product without rollups does. {run}
select
  toInt32(arm) as arm,
  uniqExactIf(ordinal, kind = 'assigned') as assigned,
  uniqExactIf(ordinal, not machine and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out')) as sent,
  uniqExactIf(ordinal, not machine and kind in ('delivered', 'read', 'clicked', 'replied', 'opted_out')) as delivered,
  uniqExactIf(ordinal, not machine and kind in ('read', 'clicked', 'replied')) as read,
  uniqExactIf(ordinal, not machine and kind = 'clicked') as clicked,
  uniqExactIf(ordinal, not machine and kind = 'replied') as replied,
  uniqExactIf(ordinal, not machine and kind = 'opted_out') as opted_out
from message_event
where run_id = {run}
group by arm
order by arm
