-- What the n-th message within so many days does to people. Parameters: runs that do not count (comma between, may be empty),
-- days, start (inclusive) and end (exclusive) of deliveries. A message counts when it was first delivered; those within the days
-- up to it, itself included, give its number; of equal times the lower run and ordinal is first. 10 stands for 10 and more.
-- A delivery that is only concluded from an answer has no time of its own: it is left out. Deliveries are looked for so many days and
-- 31 more before the start: longer is no delivery told again.
with
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', ?))) as left_out,
  toInt64(?) * 86400000 as width,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  message as (
    select run_id, ordinal, any(contact_id) as person,
      toUnixTimestamp64Milli(minIf(occurred_at, kind = 'delivered')) as at,
      countIf(kind = 'clicked') > 0 as clicked, countIf(kind = 'replied') > 0 as replied, countIf(kind = 'opted_out') > 0 as opted_out
    from message_event
    where kind in ('delivered', 'clicked', 'replied', 'opted_out') and contact_id > 0
      and machine = (event_id global in (select event_id from overturned_event))
      and occurred_at >= opens - toIntervalMillisecond(width) - toIntervalDay(31)
      and run_id not in (select arrayJoin(left_out))
      and (kind != 'delivered' or (occurred_at < closes and reason != 'implied'))
    group by run_id, ordinal
    having countIf(kind = 'delivered') > 0
  ),
  received as (
    select person, arraySort(groupArray((at, run_id, ordinal, clicked, replied, opted_out))) as messages
    from message
    group by person
  ),
  numbered as (
    select person, arrayJoin(arrayMap(
      (each, place) -> (each.1, place - arrayCount(other -> other.1 <= each.1 - width, messages), each.4, each.5, each.6),
      messages, arrayEnumerate(messages))) as each
    from received
  )
select
  toInt32(least(each.2, 10)) as number,
  toInt64(count()) as messages,
  toInt64(uniqExact(person)) as people,
  toInt64(sum(each.3)) as clicked,
  toInt64(sum(each.4)) as replied,
  toInt64(sum(each.5)) as opted_out
from numbered
where each.1 >= toUnixTimestamp64Milli(opens) and each.1 < toUnixTimestamp64Milli(closes)
group by number
order by number
