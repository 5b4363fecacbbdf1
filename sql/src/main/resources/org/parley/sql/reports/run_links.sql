-- Who followed which link of one run, by arm. Parameters: run, run_reached. Machines are in the last column only, and there only those whose
-- message was delivered, as in run_people.sql.
with
  toUInt32(?) as of_run,
  reached as ({1}),
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
  toInt64(bitmapAndCardinality(members, followed.clicked)) as clicked,
  toInt64(bitmapAndCardinality(bitmapAnd(members, reached.delivered), followed.clicked_raw)) as clicked_raw
from assigned cross join followed cross join reached
order by arm, link
