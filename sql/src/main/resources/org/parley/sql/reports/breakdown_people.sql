-- People of one run by cell, each counted once. Parameters: run, arms of email with commas between, a query of cells (value,
-- members), how many cells, run_reached. The columns of mail are those of people in
-- arms of email.
with
  toUInt32(?) as of_run,
  reached as ({4}),
  mailed as (
    select groupBitmapMergeState(people) as mail
    from audience
    where run_id = of_run and dimension = 'arm' and has(splitByChar(',', toString(?)), value)
  ),
  part as (
    select value, members, bitmapAnd(members, mail) as mail_members
    from ({2}) as cell cross join mailed
  )
select
  value,
  toInt64(bitmapCardinality(members)) as assigned,
  toInt64(bitmapAndCardinality(members, reached.sent)) as sent,
  toInt64(bitmapAndCardinality(members, reached.delivered)) as delivered,
  toInt64(bitmapAndCardinality(members, reached.read)) as read,
  toInt64(bitmapAndCardinality(members, reached.clicked)) as clicked,
  toInt64(bitmapAndCardinality(members, reached.replied)) as replied,
  toInt64(bitmapAndCardinality(members, reached.opted_out)) as opted_out,
  toInt64(bitmapAndCardinality(members, reached.ordered)) as ordered,
  toInt64(bitmapAndCardinality(bitmapAnd(members, reached.delivered), reached.read_raw)) as read_raw,
  toInt64(bitmapAndCardinality(bitmapAnd(members, reached.delivered), reached.clicked_raw)) as clicked_raw,
  toInt64(bitmapAndCardinality(mail_members, reached.delivered)) as mail_delivered,
  toInt64(bitmapAndCardinality(mail_members, reached.read)) as mail_read,
  toInt64(bitmapAndCardinality(bitmapAnd(mail_members, reached.delivered), reached.read_raw)) as mail_read_raw
from part cross join reached
order by value
limit {3}
