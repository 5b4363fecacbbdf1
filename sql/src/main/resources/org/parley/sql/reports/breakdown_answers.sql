-- What people of one run answered, by cell, and how long they took. Parameters: run, a query of cells (value, members),
-- run_reached.
-- Complaints by bitmaps; times from the raw events of this run alone. A message that is told twice is one, at its first telling. A
-- conversation is a second message within 24 hours of the first. A delivery that is only concluded from what came later has
-- no time of its own and is left out, as is what another tool tells without a time, and orders that it reports; an answer that is dated before its delivery took nothing.
-- Quantiles are quantileExact: a time that somebody took, the later of two in the middle. In milliseconds.
-- Repliers: those of whose replies the events are still kept; the reader holds them against the rollup's.
with
  toUInt32(?) as of_run,
  reached as ({2}),
  inbound as (
    select ordinal, event_id, min(occurred_at) as at
    from message_event
    where run_id = of_run and kind = 'replied' and reason != 'implied'
      and machine = (event_id global in (select event_id from overturned_event where run_id = of_run))
    group by ordinal, event_id
  ),
  turns as (
    select ordinal, arraySort(groupArray(at)) as times from inbound group by ordinal
  ),
  arrival as (
    select ordinal as arrived, min(occurred_at) as arrived_at
    from message_event
    where run_id = of_run and kind = 'delivered' and reason != 'implied' and ordinal in (select ordinal from inbound)
    group by ordinal
  ),
  deed as (
    select ordinal as doer, 1 as replier,
      length(times) > 1 and times[2] <= times[1] + toIntervalHour(24) as talked,
      if(arrived > 0, greatest(toUnixTimestamp64Milli(times[1]) - toUnixTimestamp64Milli(arrived_at), 0), null) as waited,
      cast(null as Nullable(Int64)) as took
    from turns left join arrival on ordinal = arrived
    union all
    select ordinal as doer, 0 as replier, 0 as talked, cast(null as Nullable(Int64)) as waited,
      argMin(toNullable(toUnixTimestamp64Milli(placed_at) - toUnixTimestamp64Milli(touch_at)), (placed_at, id)) as took
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0 and touch_kind not in ('reported', 'claimed', 'undated_click', 'undated_reply')
    group by ordinal
  ),
  placed as (
    select value,
      bitmapAndCardinality(bitmapAnd(members, delivered), complained) as complaints,
      bitmapAndCardinality(bitmapAnd(members, delivered), negative) as negatives,
      bitmapAndCardinality(members, replied) as replying,
      -- 0 is nobody, and keeps the cells where nobody did anything
      arrayJoin(arrayPushFront(bitmapToArray(bitmapAnd(members, acted)), toUInt32(0))) as person
    from ({1}) as cell cross join reached
  )
select
  value,
  toInt64(any(complaints)) as complained,
  toInt64(any(negatives)) as negative,
  toInt64(any(replying)) as replied,
  toInt64(sum(replier)) as repliers,
  toInt64(sum(talked)) as conversed,
  toInt64(count(waited)) as timed,
  toInt64(countIf(waited <= 3600000)) as within_hour,
  quantileExact(0.5)(waited) as waited_median,
  quantileExact(0.9)(waited) as waited_p90,
  toInt64(count(took)) as buyers,
  quantileExact(0.5)(took) as took_median
from placed left join deed on person = doer
group by value
order by value
