-- How long people of one run took from step to step, by arm. Parameter: run. The first event of each kind counts, machines are
-- left out. A receipt that carries an earlier time than its cause is a clock of a provider: it took 0. An order before the click or
-- reply followed from something else: it is left out. What is only concluded from what came later, or told without a time, has none.
-- Quantiles are quantileExact, as in breakdown_answers.sql: a time that somebody took, the later of two in the middle.
with
  toUInt32(?) as of_run,
  told as (
    select ordinal, arm, toString(kind) as fact, toUnixTimestamp64Milli(occurred_at) as at
    from message_event
    where run_id = of_run and kind in ('sent', 'delivered', 'read', 'clicked', 'replied')
      and machine = (event_id global in (select event_id from overturned_event where run_id = of_run))
      and reason != 'implied'
    union all
    select ordinal, arm, 'ordered' as fact, toUnixTimestamp64Milli(placed_at) as at
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0
  ),
  person as (
    select
      ordinal,
      any(arm) as arm,
      minOrNullIf(at, fact = 'sent') as sent,
      minOrNullIf(at, fact = 'delivered') as delivered,
      minOrNullIf(at, fact = 'read') as read,
      minOrNullIf(at, fact = 'clicked') as clicked,
      minOrNullIf(at, fact = 'replied') as replied,
      minOrNullIf(at, fact = 'ordered') as ordered
    from told
    group by ordinal
  ),
  taken as (
    select arm, way.1 as step, assumeNotNull(way.2) as millis
    from person
    array join [
      ('sentToDelivered', delivered - sent), ('deliveredToRead', read - delivered), ('deliveredToClicked', clicked - delivered),
      ('deliveredToReplied', replied - delivered), ('clickedToOrdered', ordered - clicked), ('repliedToOrdered', ordered - replied)
    ] as way
    where way.2 is not null
  )
select
  toInt32(arm) as arm,
  step,
  toInt64(countIf(millis >= 0 or not endsWith(step, 'Ordered'))) as people,
  toInt64(countIf(millis < 0)) as reversed,
  toInt64(countIf(millis <= 3600000 and (millis >= 0 or not endsWith(step, 'Ordered')))) as within_hour,
  quantileExactIf(0.5)(greatest(millis, 0), millis >= 0 or not endsWith(step, 'Ordered')) as median,
  quantileExactIf(0.9)(greatest(millis, 0), millis >= 0 or not endsWith(step, 'Ordered')) as p90
from taken
group by arm, step
order by arm, step
