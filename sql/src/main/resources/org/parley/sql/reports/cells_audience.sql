-- Cells of a run by what was assigned: a value and the people who have it. Parameters: run, dimension (arm, channel, country,
-- language), values that are called otherwise, and what they are called, both with commas between.
-- By channel people count where the last move left them, as in run_people_by_channel.sql.
with
  toUInt32(?) as cells_run,
  toString(?) as asked,
  splitByChar(',', toString(?)) as known,
  splitByChar(',', toString(?)) as names,
  moved as (
    select groupBitmapState(ordinal) as movers from placement final where run_id = cells_run and asked = 'channel'
  )
select if(has(known, told), names[indexOf(known, told)], told) as value, groupBitmapMergeState(people) as members
from (
  select value as told, bitmapAndnot(groupBitmapMergeState(people), any(movers)) as people
  from audience cross join moved
  where run_id = cells_run and dimension = asked
  group by told
  union all
  select toString(channel) as told, groupBitmapState(ordinal) as people
  from placement final
  where run_id = cells_run and asked = 'channel'
  group by told
)
group by value
