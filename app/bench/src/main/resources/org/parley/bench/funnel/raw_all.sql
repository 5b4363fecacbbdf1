-- The figures of overview_people.sql, counted from the events themselves.
select
  toString(channel) as channel,
  uniqExactIf((run_id, ordinal), not machine and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out')) as sent,
  uniqExactIf((run_id, ordinal), not machine and kind in ('delivered', 'read', 'clicked', 'replied', 'opted_out')) as delivered,
  uniqExactIf((run_id, ordinal), not machine and kind in ('read', 'clicked', 'replied')) as read,
  uniqExactIf((run_id, ordinal), not machine and kind = 'clicked') as clicked,
  uniqExactIf((run_id, ordinal), not machine and kind = 'replied') as replied
from message_event
group by channel
order by channel
