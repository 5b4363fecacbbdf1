-- People of one run by cell, each counted once. Parameters: run, arms of email with commas between, a query of cells (value,
-- members), how many cells. Closed upward and without machines as in run_people.sql. The columns of mail are those of people in
-- arms of email.
with
  toUInt32(?) as of_run,
  told as (
    select toString(kind) as fact, groupBitmapMergeState(people) as people
    from funnel_day
    where run_id = of_run
    group by fact
    union all
    select 'ordered' as fact, groupBitmapState(ordinal) as people
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0
  ),
  reached as (
    select
      groupBitmapMergeStateIf(people, fact in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as sent,
      groupBitmapMergeStateIf(people, fact in ('delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as delivered,
      groupBitmapMergeStateIf(people, fact in ('read', 'clicked', 'replied', 'ordered')) as read,
      groupBitmapMergeStateIf(people, fact = 'clicked') as clicked,
      groupBitmapMergeStateIf(people, fact = 'replied') as replied,
      groupBitmapMergeStateIf(people, fact = 'opted_out') as opted_out,
      groupBitmapMergeStateIf(people, fact = 'ordered') as ordered,
      groupBitmapMergeStateIf(people, fact in ('read', 'clicked', 'replied', 'ordered', 'machine_read', 'machine_clicked')) as read_raw,
      groupBitmapMergeStateIf(people, fact in ('clicked', 'machine_clicked')) as clicked_raw
    from told
  ),
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
