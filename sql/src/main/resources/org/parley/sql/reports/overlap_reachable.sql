-- Contacts by the exact set of channels on which they can be written to: an active address and a live grant. Parameter: purpose.
-- The 50 largest sets, with the totals over all.
with
  toString(?) as purpose
select combination, toInt64(people) as people, toInt64(sum(people) over ()) as all_people, toInt64(count() over ()) as combinations
from (
  select arrayStringConcat(arraySort(arrayFilter(channel -> has(granted, concat(channel, '/', purpose)), arrayMap(c -> toString(c), reachable))), ',') as combination,
    count() as people
  from contact final
  where not deleted
  group by combination
)
order by people desc, combination
limit 50
