select run_id, channel as cell, groupBitmapState(ordinal) as people
from (
  select run_id, ordinal, toString(argMax(channel, event_id)) as channel
  from {0}
  where {1}
  group by run_id, ordinal)
group by run_id, cell
