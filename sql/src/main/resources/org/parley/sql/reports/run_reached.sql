-- Who of one run did what, as bitmaps of ordinals in one row: the one place that says what proves what. Parameter: run.
-- Machines are left out but in the raw columns, which stand for what other products show. Closed upward: who clicked or replied has
-- read; who read, opted out or has a credited sale has received; who received was sent to. That somebody bought proves no reading.
with toUInt32(?) as reached_run
select
  groupBitmapMergeStateIf(people, fact in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as sent,
  groupBitmapMergeStateIf(people, fact in ('delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as delivered,
  groupBitmapMergeStateIf(people, fact in ('read', 'clicked', 'replied')) as read,
  groupBitmapMergeStateIf(people, fact = 'clicked') as clicked,
  groupBitmapMergeStateIf(people, fact = 'replied') as replied,
  groupBitmapMergeStateIf(people, fact = 'opted_out') as opted_out,
  groupBitmapMergeStateIf(people, fact = 'complained') as complained,
  groupBitmapMergeStateIf(people, fact in ('opted_out', 'complained')) as negative,
  groupBitmapMergeStateIf(people, fact = 'ordered') as ordered,
  groupBitmapMergeStateIf(people, fact in ('read', 'clicked', 'replied', 'machine_read', 'machine_clicked')) as read_raw,
  groupBitmapMergeStateIf(people, fact in ('clicked', 'machine_clicked')) as clicked_raw
from (
  select toString(kind) as fact, people
  from funnel_day
  where run_id = reached_run
    and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'complained', 'machine_read', 'machine_clicked')
  union all
  select 'ordered' as fact, groupBitmapState(ordinal) as people
  from shop_order final
  where run_id = reached_run and kind = 'sale' and ordinal > 0
)
