-- Contacts by the exact set of channels on which they clicked or replied in a range. Parameters: start (inclusive), end
-- (exclusive). The 50 largest sets, with the totals over all.
with
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes
select combination, toInt64(people) as people, toInt64(sum(people) over ()) as all_people, toInt64(count() over ()) as combinations
from (
  select combination, count() as people
  from (
    select arrayStringConcat(arraySort(groupUniqArray(toString(channel))), ',') as combination
    from message_event
    where kind in ('clicked', 'replied') and not machine and contact_id > 0 and occurred_at >= opens and occurred_at < closes
    group by contact_id
  )
  group by combination
)
order by people desc, combination
limit 50
settings max_execution_time = 30, max_memory_usage = 4000000000, max_bytes_before_external_group_by = 1000000000
