-- When messages were delivered, by weekday (1: Monday) and hour of a zone, and who clicked and replied then, at any time; who bought says
-- heat_map_ordered.sql. Hangs on events alone: of one whole run it is kept. Parameters:
-- zone, whether one run only, that run, runs that do not count (comma between, may be empty), start (inclusive) and end (exclusive) of
-- deliveries. A delivery that is only concluded from an answer would stand in the answer's hour:
-- it is left out. First deliveries, looked for 31 days
-- before the start, so that one that is told again does not count as new.
with
  toString(?) as zone,
  toBool(?) as one_run,
  toUInt32(?) as of_run,
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', ?))) as left_out,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  -- a constant to the server: where it is 0, the numbers of events are not read
  (select count() from overturned_event where run_id = of_run or not one_run) as judged_again,
  message as (
    select run_id, ordinal, minIf(occurred_at, kind = 'delivered') as at,
      countIf(kind = 'clicked') > 0 as clicked, countIf(kind = 'replied') > 0 as replied
    from message_event
    where (run_id = of_run or not one_run) and kind in ('delivered', 'clicked', 'replied')
      and if(judged_again = 0, not machine, machine = (event_id global in (select event_id from overturned_event where run_id = of_run or not one_run)))
      and (kind != 'delivered' or (occurred_at < closes and reason != 'implied'))
      and run_id not in (select arrayJoin(left_out))
      and occurred_at >= opens - toIntervalDay(31)
    group by run_id, ordinal
    having countIf(kind = 'delivered') > 0 and at >= opens and at < closes
  )
select
  toInt32(toDayOfWeek(at, 0, zone)) as weekday,
  toInt32(toHour(at, zone)) as hour,
  toInt64(count()) as delivered,
  toInt64(sum(clicked)) as clicked,
  toInt64(sum(replied)) as replied
from message
group by weekday, hour
order by weekday, hour
