-- Who of one run replied, by cell, and how long they took: the part of answers that hangs on events alone, and is kept. Parameters:
-- run, a query of cells (value, members), run_reached.
-- Times from the raw events of this run. A message that is told twice is one, at its first telling. A
-- conversation is a second message within 24 hours of the first. A delivery that is only concluded from what came later has
-- no time of its own and is left out, as is what another tool tells without a time; an answer that is dated before its delivery took nothing.
-- Quantiles are quantileExact: a time that somebody took, the later of two in the middle. In milliseconds.
-- Repliers: those of whose replies the events are still kept; the reader holds them against the rollup's.
with
  toUInt32(?) as of_run,
  -- a constant to the server: where it is 0, the numbers of events are not read
  (select count() from overturned_event where run_id = of_run) as judged_again,
  reached as ({2}),
  -- one reading of the run: each reply by its own number, all deliveries of a person under none
  told as (
    select ordinal, if(kind = 'replied', event_id, 0) as reply, min(occurred_at) as at
    from message_event
    where run_id = of_run and kind in ('replied', 'delivered') and reason != 'implied'
      and if(judged_again = 0, not machine, machine = (event_id global in (select event_id from overturned_event where run_id = of_run)))
      and ordinal in (select ordinal from message_event where run_id = of_run and kind = 'replied' and reason != 'implied')
    group by ordinal, reply
  ),
  turns as (
    select ordinal, arraySort(groupArrayIf(at, reply > 0)) as times, minIf(at, reply = 0) as arrived_at, countIf(reply = 0) > 0 as arrived
    from told
    group by ordinal
    having countIf(reply > 0) > 0
  ),
  deed as (
    select ordinal as doer, 1 as replier,
      length(times) > 1 and times[2] <= times[1] + toIntervalHour(24) as talked,
      if(arrived, greatest(toUnixTimestamp64Milli(times[1]) - toUnixTimestamp64Milli(arrived_at), 0), null) as waited
    from turns
  ),
  placed as (
    select value,
      bitmapAndCardinality(members, replied) as replying,
      -- 0 is nobody, and keeps the cells where nobody replied
      arrayJoin(arrayPushFront(bitmapToArray(bitmapAnd(members, replied)), toUInt32(0))) as person
    from ({1}) as cell cross join reached
  )
select
  value,
  toInt64(any(replying)) as replied,
  toInt64(sum(replier)) as repliers,
  toInt64(sum(talked)) as conversed,
  toInt64(count(waited)) as timed,
  toInt64(countIf(waited <= 3600000)) as within_hour,
  quantileExact(0.5)(waited) as waited_median,
  quantileExact(0.9)(waited) as waited_p90
from placed left join deed on person = doer
group by value
order by value
