-- Who followed which link of one run, by arm. Parameter: run. Machines are in the last column only, and there only those whose
-- message was delivered, as in run_people.sql.
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
    select groupBitmapMergeStateIf(people, fact in ('delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as delivered
    from told
  ),
  followed as (
    select link_index, groupBitmapMergeStateIf(people, kind = 'clicked') as clicked, groupBitmapMergeState(people) as clicked_raw
    from funnel_link
    where run_id = of_run
    group by link_index
  ),
  assigned as (
    select toInt32(value) as arm, groupBitmapMergeState(people) as members
    from audience
    where run_id = of_run and dimension = 'arm'
    group by value
  )
select arm, toInt32(link_index) as link,
  toInt64(bitmapAndCardinality(members, clicked)) as clicked,
  toInt64(bitmapAndCardinality(bitmapAnd(members, delivered), clicked_raw)) as clicked_raw
from assigned cross join followed cross join reached
order by arm, link
