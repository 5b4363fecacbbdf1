-- How long people of one run took from step to step, by arm. Parameter: run. The first event of each kind counts, machines are
-- left out. A receipt that carries an earlier time than its cause is a clock of a provider: it took 0. An order before the click or
-- reply followed from something else: it is left out. What is only concluded from what came later, or told without a time, has none;
-- nor has an order that another tool reports.
-- Quantiles are quantileExact, as in breakdown_answers.sql: a time that somebody took, the later of two in the middle.
with
  toUInt32(?) as of_run,
  -- milliseconds since 1970; 0: never
  person as (
    select
      ordinal as who,
      any(arm) as of_arm,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'sent')) as sent,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'delivered')) as delivered,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'read')) as read,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'clicked')) as clicked,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'replied')) as replied
    from message_event
    where run_id = of_run and kind in ('sent', 'delivered', 'read', 'clicked', 'replied')
      and machine = (event_id global in (select event_id from overturned_event where run_id = of_run))
      and reason != 'implied'
    group by ordinal
  ),
  buyer as (
    select ordinal as who, toUnixTimestamp64Milli(min(placed_at)) as ordered
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0 and touch_kind not in ('reported', 'claimed')
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
        countIf(delivered > 0 and replied > 0 and replied - delivered <= 3600000), quantilesExactIf(0.5, 0.9)(greatest(replied - delivered, 0), delivered > 0 and replied > 0)),
      ('clickedToOrdered', countIf(clicked > 0 and ordered > 0 and ordered >= clicked), countIf(clicked > 0 and ordered > 0 and ordered < clicked),
        countIf(clicked > 0 and ordered > 0 and ordered >= clicked and ordered - clicked <= 3600000), quantilesExactIf(0.5, 0.9)(ordered - clicked, clicked > 0 and ordered > 0 and ordered >= clicked)),
      ('repliedToOrdered', countIf(replied > 0 and ordered > 0 and ordered >= replied), countIf(replied > 0 and ordered > 0 and ordered < replied),
        countIf(replied > 0 and ordered > 0 and ordered >= replied and ordered - replied <= 3600000), quantilesExactIf(0.5, 0.9)(ordered - replied, replied > 0 and ordered > 0 and ordered >= replied))
    ]) as way
    from person left join buyer on person.who = buyer.who
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
