-- People of one run by arm, each counted once. Parameters: run, run_reached.
with
  toUInt32(?) as of_run,
  reached as ({1}),
  assigned as (
    select toInt32(value) as arm, groupBitmapMergeState(people) as members
    from audience
    where run_id = of_run and dimension = 'arm'
    group by value
  )
select
  arm,
  toInt64(bitmapCardinality(members)) as assigned,
  toInt64(bitmapAndCardinality(members, sent)) as sent,
  toInt64(bitmapAndCardinality(members, delivered)) as delivered,
  toInt64(bitmapAndCardinality(members, read)) as read,
  toInt64(bitmapAndCardinality(members, clicked)) as clicked,
  toInt64(bitmapAndCardinality(members, replied)) as replied,
  toInt64(bitmapAndCardinality(members, opted_out)) as opted_out,
  toInt64(bitmapAndCardinality(members, ordered)) as ordered,
  toInt64(bitmapAndCardinality(bitmapAnd(members, reached.delivered), read_raw)) as read_raw,
  toInt64(bitmapAndCardinality(bitmapAnd(members, reached.delivered), clicked_raw)) as clicked_raw
from assigned cross join reached
order by arm
