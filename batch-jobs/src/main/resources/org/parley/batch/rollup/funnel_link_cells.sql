select run_id, concat(kind, ' ', toString(month), ' ', toString(link_index)) as cell, groupBitmapMergeState(people) as people
from {0}
where {1}
group by run_id, cell
