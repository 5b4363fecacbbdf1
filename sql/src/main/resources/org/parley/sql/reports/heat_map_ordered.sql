-- When the messages were delivered whose people bought, at any time, by weekday and hour of a zone: as in heat_map.sql, with its
-- parameters, but from the deliveries of buyers alone.
with
  toString(?) as zone,
  toBool(?) as one_run,
  toUInt32(?) as of_run,
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', ?))) as left_out,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  -- a constant to the server: where it is 0, the numbers of events are not read
  (select count() from overturned_event where run_id = of_run or not one_run) as judged_again,
  buyer as (
    select run_id, ordinal from shop_order final
    where run_id > 0 and (run_id = of_run or not one_run) and kind = 'sale' and ordinal > 0
  ),
  message as (
    select run_id, ordinal, min(occurred_at) as at
    from message_event
    where (run_id = of_run or not one_run) and kind = 'delivered'
      -- by the number alone first: that is one comparison a row
      and ordinal global in (select ordinal from buyer) and (run_id, ordinal) global in (select run_id, ordinal from buyer)
      and if(judged_again = 0, not machine, machine = (event_id global in (select event_id from overturned_event where run_id = of_run or not one_run)))
      and occurred_at < closes and reason != 'implied'
      and run_id not in (select arrayJoin(left_out))
      and occurred_at >= opens - toIntervalDay(31)
    group by run_id, ordinal
    having at >= opens
  )
select
  toInt32(toDayOfWeek(at, 0, zone)) as weekday,
  toInt32(toHour(at, zone)) as hour,
  toInt64(count()) as ordered
from message
group by weekday, hour
