select run_id, concat(dimension, ' ', value) as cell, groupBitmapMergeState(people) as people
from {0}
where {1}
group by run_id, cell
