select run_id, concat(toString(day), ' ', toString(arm), ' ', channel, ' ', country, ' ', toString(price), ' ', currency) as cell,
  groupBitmapMergeState(people) as people
from {0}
where {1}
group by run_id, cell
