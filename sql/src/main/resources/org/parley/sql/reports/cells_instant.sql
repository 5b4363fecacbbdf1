-- Cells of a run by the instant at which each person was first sent to, from raw events: for zones that are not whole hours from
-- UTC. Parameters and values as in cells_hour.sql. People whose events are not kept any more are with those who were never sent to.
with
  toUInt32(?) as cells_run,
  toString(?) as part,
  arrayMap(each -> toInt64(each), splitByChar(',', toString(?))) as since,
  arrayMap(each -> toInt64(each), splitByChar(',', toString(?))) as ahead,
  everybody as (
    select groupBitmapMergeState(people) as targeted from audience where run_id = cells_run and dimension = 'arm'
  ),
  dated as (
    select moment + ahead[arrayLastIndex(each -> each <= moment, since)] as local, ordinal
    from (
      select ordinal, intDiv(toUnixTimestamp64Milli(min(occurred_at)), 1000) as moment
      from message_event
      where run_id = cells_run and kind = 'sent'
        and machine = (event_id global in (select event_id from overturned_event where run_id = cells_run))
      group by ordinal
    )
  ),
  labelled as (
    select
      multiIf(part = 'hour', leftPad(toString(intDiv(local, 3600) % 24), 2, '0'),
        part = 'day', toString(toDate32('1970-01-01') + toIntervalDay(intDiv(local, 86400))),
        toString((intDiv(local, 86400) + 3) % 7 + 1)) as value,
      groupBitmapState(ordinal) as people
    from dated
    group by value
  )
select value, bitmapAnd(people, targeted) as members
from labelled cross join everybody
where bitmapAndCardinality(people, targeted) > 0
union all
select '' as value, bitmapAndnot(targeted, sent_to) as members
from everybody cross join (select groupBitmapMergeState(people) as sent_to from labelled) as whole
where bitmapAndnotCardinality(targeted, sent_to) > 0
