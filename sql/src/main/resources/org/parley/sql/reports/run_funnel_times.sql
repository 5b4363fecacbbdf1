-- How long people of one run took from step to step, by arm, but for steps that end in an order (run_buying_times.sql): the part that
-- hangs on events alone, and is kept. Parameter: run. The first event of each kind counts, machines are
-- left out. A receipt that carries an earlier time than its cause is a clock of a provider: it took 0.
-- What is only concluded from what came later, or told without a time, has none.
-- Quantiles are quantileExact, as in breakdown_replies.sql: a time that somebody took, the later of two in the middle.
with
  toUInt32(?) as of_run,
  -- a constant to the server: where it is 0, the numbers of events are not read
  (select count() from overturned_event where run_id = of_run) as judged_again,
  -- milliseconds since 1970; 0: never
  person as (
    select
      any(arm) as of_arm,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'sent')) as sent,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'delivered')) as delivered,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'read')) as read,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'clicked')) as clicked,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'replied')) as replied
    from message_event
    where run_id = of_run and kind in ('sent', 'delivered', 'read', 'clicked', 'replied')
      and if(judged_again = 0, not machine, machine = (event_id global in (select event_id from overturned_event where run_id = of_run)))
      and reason != 'implied'
    group by ordinal
  ),
  by_arm as (
    select of_arm, arrayJoin([
      ('sentToDelivered', countIf(sent > 0 and delivered > 0), countIf(sent > 0 and delivered > 0 and delivered < sent),
        countIf(sent > 0 and delivered > 0 and delivered - sent <= 3600000), quantilesExactIf(0.5, 0.9)(greatest(delivered - sent, 0), sent > 0 and delivered > 0)),
      ('deliveredToRead', countIf(delivered > 0 and read > 0), countIf(delivered > 0 and read > 0 and read < delivered),
        countIf(delivered > 0 and read > 0 and read - delivered <= 3600000), quantilesExactIf(0.5, 0.9)(greatest(read - delivered, 0), delivered > 0 and read > 0)),
      ('deliveredToClicked', countIf(delivered > 0 and clicked > 0), countIf(delivered > 0 and clicked > 0 and clicked < delivered),
        countIf(delivered > 0 and clicked > 0 and clicked - delivered <= 3600000), quantilesExactIf(0.5, 0.9)(greatest(clicked - delivered, 0), delivered > 0 and clicked > 0)),
      ('deliveredToReplied', countIf(delivered > 0 and replied > 0), countIf(delivered > 0 and replied > 0 and replied < delivered),
        countIf(delivered > 0 and replied > 0 and replied - delivered <= 3600000), quantilesExactIf(0.5, 0.9)(greatest(replied - delivered, 0), delivered > 0 and replied > 0))
    ]) as way
    from person
    group by of_arm
  )
select
  toInt32(of_arm) as arm,
  way.1 as step,
  toInt64(way.2) as people,
  toInt64(way.3) as reversed,
  toInt64(way.4) as within_hour,
  way.5[1] as median,
  way.5[2] as p90
from by_arm
where people > 0 or reversed > 0
order by arm, step
