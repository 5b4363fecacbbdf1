-- Of several tellings of one bill the last counts, as in the table once it is merged.
select run_id, concat(billed_for, ' ', toString(price), ' ', currency) as cell, groupBitmapState(ordinal) as people
from (
  select run_id, ordinal, billed_for, argMax(price, event_id) as price, argMax(currency, event_id) as currency
  from {0}
  where {1}
  group by run_id, ordinal, billed_for)
group by run_id, cell
