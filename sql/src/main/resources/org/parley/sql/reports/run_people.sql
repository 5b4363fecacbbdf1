-- People of one run by arm, each counted once. Parameter: run.
-- Machines are left out but in the last two columns, which stand for what other products show. Closed upward: who clicked, replied or bought has read; who read or opted out has received; who received was sent to.
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
