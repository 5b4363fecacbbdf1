-- How long people of one run took from their first click or reply to their first order, by arm: the steps of run_funnel_times.sql that
-- hang on orders too, from the events of those alone who bought. Parameter: run. An order before the click or reply followed from
-- something else: it is left out, as is one that another tool reports.
with
  toUInt32(?) as of_run,
  -- a constant to the server: where it is 0, the numbers of events are not read
  (select count() from overturned_event where run_id = of_run) as judged_again,
  buyer as (
    select ordinal as who, toUnixTimestamp64Milli(min(placed_at)) as ordered
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0 and touch_kind not in ('reported', 'claimed')
    group by ordinal
  ),
  -- milliseconds since 1970; 0: never
  person as (
    select
      ordinal as who,
      any(arm) as of_arm,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'clicked')) as clicked,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'replied')) as replied
    from message_event
    where run_id = of_run and kind in ('clicked', 'replied') and ordinal global in (select who from buyer)
      and if(judged_again = 0, not machine, machine = (event_id global in (select event_id from overturned_event where run_id = of_run)))
      and reason != 'implied'
    group by ordinal
  ),
  by_arm as (
    select of_arm, arrayJoin([
      ('clickedToOrdered', countIf(clicked > 0 and ordered >= clicked), countIf(clicked > 0 and ordered < clicked),
        countIf(clicked > 0 and ordered >= clicked and ordered - clicked <= 3600000), quantilesExactIf(0.5, 0.9)(ordered - clicked, clicked > 0 and ordered >= clicked)),
      ('repliedToOrdered', countIf(replied > 0 and ordered >= replied), countIf(replied > 0 and ordered < replied),
        countIf(replied > 0 and ordered >= replied and ordered - replied <= 3600000), quantilesExactIf(0.5, 0.9)(ordered - replied, replied > 0 and ordered >= replied))
    ]) as way
    from person inner join buyer on person.who = buyer.who
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
