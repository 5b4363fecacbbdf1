-- Contacts by the exact set of channels on which they clicked or replied in a range. Parameters: runs that do not count (comma
-- between, may be empty), start (inclusive), end (exclusive). The 50 largest sets, with the totals over all.
with
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', ?))) as left_out,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes
select combination, toInt64(people) as people, toInt64(sum(people) over ()) as all_people, toInt64(count() over ()) as combinations
from (
  select combination, count() as people
  from (
    select arrayStringConcat(arraySort(groupUniqArray(toString(channel))), ',') as combination
    from message_event
    where kind in ('clicked', 'replied') and contact_id > 0 and occurred_at >= opens and occurred_at < closes
      and machine = (event_id global in (select event_id from overturned_event))
      and run_id not in (select arrayJoin(left_out))
    group by contact_id
  )
  group by combination
)
order by people desc, combination
limit 50
