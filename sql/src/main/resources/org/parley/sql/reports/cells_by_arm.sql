-- Cells of a run, each parted by arm: called by its value, a space and the arm, so that the arms of one value stand together.
-- Parameters: run, a query of cells (value, members).
with toUInt32(?) as parted_run
select concat(undivided.value, ' ', drawn.arm) as value, bitmapAnd(undivided.members, drawn.people) as members
from ({1}) as undivided
cross join (
  select audience.value as arm, groupBitmapMergeState(audience.people) as people
  from audience
  where audience.run_id = parted_run and audience.dimension = 'arm'
  group by arm
) as drawn
where bitmapHasAny(undivided.members, drawn.people)
