-- People by run and channel over all runs but those left out: one person of one run counts once, on one channel. Closed upward as in
-- run_reached.sql. Parameter: runs that do not count (comma between, may be empty).
with
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', toString(?)))) as left_out,
  reached as (
    select
      run_id,
      groupBitmapMergeStateIf(people, fact in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as sent,
      groupBitmapMergeStateIf(people, fact in ('delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as delivered,
      groupBitmapMergeStateIf(people, fact in ('read', 'clicked', 'replied')) as read,
      groupBitmapMergeStateIf(people, fact = 'clicked') as clicked,
      groupBitmapMergeStateIf(people, fact = 'replied') as replied,
      groupBitmapMergeStateIf(people, fact = 'ordered') as ordered
    from (
      select run_id, toString(kind) as fact, people
      from funnel_day
      where kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out') and run_id not in (select arrayJoin(left_out))
      union all
      select run_id, 'ordered' as fact, groupBitmapState(ordinal) as people
      from shop_order final
      where run_id > 0 and run_id not in (select arrayJoin(left_out)) and kind = 'sale' and ordinal > 0
      group by run_id
    )
    group by run_id
  ),
  -- who fell back counts on the channel where the last move left them
  moved as (
    select run_id, groupBitmapState(ordinal) as movers from placement final group by run_id
  ),
  assigned as (
    select run_id, value as channel, people
    from audience
    where dimension = 'channel' and value != '' and run_id not in (select arrayJoin(left_out))
  ),
  member as (
    select run_id, channel, groupBitmapMergeState(people) as members
    from (
      select run_id, channel, people from assigned where run_id global not in (select run_id from placement)
      union all
      select assigned.run_id as run_id, assigned.channel as channel, bitmapAndnot(assigned.people, moved.movers) as people
      from assigned inner join moved on assigned.run_id = moved.run_id
      union all
      select run_id, toString(channel) as channel, groupBitmapState(ordinal) as people from placement final group by run_id, channel
    )
    group by run_id, channel
  )
select
  toInt32(reached.run_id) as run,
  channel,
  toInt64(bitmapAndCardinality(members, sent)) as sent,
  toInt64(bitmapAndCardinality(members, delivered)) as delivered,
  toInt64(bitmapAndCardinality(members, read)) as read,
  toInt64(bitmapAndCardinality(members, clicked)) as clicked,
  toInt64(bitmapAndCardinality(members, replied)) as replied,
  toInt64(bitmapAndCardinality(members, ordered)) as ordered
-- in this order: the bitmaps of the right side are copied for each row of the left
from reached inner join member on reached.run_id = member.run_id
order by run, channel
