-- The figures of overview_people.sql, counted from the events themselves. Nobody is in two runs under one number, so each run is
-- counted alone: in the table's order, that a run's people are let go of before the next one's come.
select
  channel,
  sum(run_sent) as sent,
  sum(run_delivered) as delivered,
  sum(run_read) as read,
  sum(run_clicked) as clicked,
  sum(run_replied) as replied
from (
  select
    run_id,
    toString(channel) as channel,
    uniqExactIf(ordinal, not machine and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out')) as run_sent,
    uniqExactIf(ordinal, not machine and kind in ('delivered', 'read', 'clicked', 'replied', 'opted_out')) as run_delivered,
    uniqExactIf(ordinal, not machine and kind in ('read', 'clicked', 'replied')) as run_read,
    uniqExactIf(ordinal, not machine and kind = 'clicked') as run_clicked,
    uniqExactIf(ordinal, not machine and kind = 'replied') as run_replied
  from message_event
  group by run_id, channel
)
group by channel
order by channel
settings optimize_aggregation_in_order = 1
