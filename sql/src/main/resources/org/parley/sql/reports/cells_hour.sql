-- Cells of a run by the hour in which each person was first sent to, for zones that are whole hours from UTC. Parameters: run, what
-- a value is (hour, day, weekday), instants (seconds of the epoch) from which on the zone is so many seconds ahead, and those
-- seconds, both with commas between. The zone's rules are the caller's: ClickHouse's own might be of another year.
-- Who was sent to in two hours is in the first. Who was never sent to has no hour.
with
  toUInt32(?) as cells_run,
  toString(?) as part,
  arrayMap(each -> toInt64(each), splitByChar(',', toString(?))) as since,
  arrayMap(each -> toInt64(each), splitByChar(',', toString(?))) as ahead,
  everybody as (
    select groupBitmapMergeState(people) as targeted from audience where run_id = cells_run and dimension = 'arm'
  ),
  sent as (
    select hour, groupBitmapMergeState(people) as sent_to from funnel_hour where run_id = cells_run and kind = 'sent' group by hour
  ),
  placed as (
    select toInt64(toUnixTimestamp(hour)) as moment, sent_to,
      groupBitmapMergeState(sent_to) over (order by hour rows between unbounded preceding and current row) as until_now
    from sent
  ),
  before as (
    select moment, sent_to, lagInFrame(until_now, 1, bitmapBuild(cast([] as Array(UInt32))))
      over (order by moment rows between unbounded preceding and current row) as until_then
    from placed
  ),
  dated as (
    select moment + ahead[arrayLastIndex(each -> each <= moment, since)] as local, bitmapAndnot(sent_to, until_then) as people
    from before
    union all
    select toInt64(-1) as local, bitmapAndnot(targeted, all_sent_to) as people
    from everybody cross join (select groupBitmapMergeState(sent_to) as all_sent_to from sent) as whole
  )
select
  multiIf(local < 0, '', part = 'hour', leftPad(toString(intDiv(local, 3600) % 24), 2, '0'),
    part = 'day', toString(toDate32('1970-01-01') + toIntervalDay(intDiv(local, 86400))),
    toString((intDiv(local, 86400) + 3) % 7 + 1)) as value,
  bitmapAnd(groupBitmapMergeState(people), any(targeted)) as members
from dated cross join everybody
group by value
-- an hour of which only second tellings are there has nobody
having bitmapCardinality(members) > 0
