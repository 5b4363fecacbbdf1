-- People of one run by arm and by the channel on which they count, each once. Parameters: run, run_reached. Who fell back counts on the channel where the last move left them.
with
  toUInt32(?) as of_run,
  reached as ({1}),
  moved as (
    select groupBitmapState(ordinal) as movers from placement final where run_id = of_run
  ),
  member as (
    select channel, groupBitmapMergeState(people) as here
    from (
      select value as channel, bitmapAndnot(groupBitmapMergeState(people), any(movers)) as people
      from audience cross join moved
      where run_id = of_run and dimension = 'channel' and value != ''
      group by value
      union all
      select toString(channel) as channel, groupBitmapState(ordinal) as people
      from placement final
      where run_id = of_run
      group by channel
    )
    group by channel
  ),
  assigned as (
    select toInt32(value) as arm, groupBitmapMergeState(people) as members
    from audience
    where run_id = of_run and dimension = 'arm'
    group by value
  ),
  part as (
    select arm, channel, bitmapAnd(members, here) as people
    from assigned cross join member
    where bitmapAndCardinality(members, here) > 0
  )
select
  arm,
  channel,
  toInt64(bitmapAndCardinality(people, sent)) as sent,
  toInt64(bitmapAndCardinality(people, delivered)) as delivered,
  toInt64(bitmapAndCardinality(people, read)) as read,
  toInt64(bitmapAndCardinality(people, clicked)) as clicked,
  toInt64(bitmapAndCardinality(people, replied)) as replied,
  toInt64(bitmapAndCardinality(people, ordered)) as ordered
from part cross join reached
order by arm, channel
