-- Of one run the ordinals of a selection, as one bitmap. Parameters: run; four times whether all and else which one (arm, channel,
-- country, language); what they did and what they did not (comma between, may be empty); whether only what happened in a range
-- counts, its start (inclusive), its end (exclusive).
-- Closed upward, and placed on channels, as in run_reached.sql and run_people_by_channel.sql: as many as these count. Asked for
-- from core too, where segments hold such a selection.
with
  toUInt32(?) as of_run,
  toBool(?) as any_arm, toString(?) as of_arm,
  toBool(?) as any_channel, toString(?) as of_channel,
  toBool(?) as any_country, toString(?) as of_country,
  toBool(?) as any_language, toString(?) as of_language,
  splitByChar(',', ?) as did,
  splitByChar(',', ?) as did_not,
  toBool(?) as ranged,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  told as (
    select toString(kind) as fact, groupBitmapMergeState(people) as people
    from funnel_day
    where run_id = of_run and not ranged and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out')
    group by fact
    union all
    select toString(kind) as fact, groupBitmapState(ordinal) as people
    from message_event
    where run_id = of_run and ranged and kind in ('sent', 'delivered', 'read', 'clicked', 'replied', 'opted_out')
      and machine = (event_id global in (select event_id from overturned_event where run_id = of_run))
      and occurred_at >= opens and occurred_at < closes
    group by fact
    union all
    select 'ordered' as fact, groupBitmapState(ordinal) as people
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0 and (not ranged or (placed_at >= opens and placed_at < closes))
  ),
  proven as (
    select
      arrayJoin(multiIf(
        told.fact = 'ordered', ['sent', 'delivered', 'ordered'],
        told.fact = 'replied', ['sent', 'delivered', 'read', 'replied'],
        told.fact = 'clicked', ['sent', 'delivered', 'read', 'clicked'],
        told.fact = 'read', ['sent', 'delivered', 'read'],
        told.fact = 'opted_out', ['sent', 'delivered', 'opted_out'],
        told.fact = 'delivered', ['sent', 'delivered'],
        ['sent'])) as fact,
      people
    from told
  ),
  placed as (
    select ordinal, toString(channel) as channel from placement final where run_id = of_run
  )
select bitmapAndnot(chosen.people, shunned.people) as people
from (
  select groupBitmapAndState(people) as people
  from (
    select groupBitmapMergeState(people) as people
    from audience
    where run_id = of_run and dimension = 'arm' and (any_arm or value = of_arm)
    union all
    select groupBitmapMergeState(people) as people
    from audience
    where run_id = of_run and dimension = 'country' and (any_country or value = of_country)
    union all
    select groupBitmapMergeState(people) as people
    from audience
    where run_id = of_run and dimension = 'language' and (any_language or value = of_language)
    union all
    select bitmapOr(
        bitmapAndnot(stayed.people, moved.people),
        here.people) as people
    from (
      select groupBitmapMergeState(people) as people
      from audience
      where run_id = of_run and dimension = 'channel' and (any_channel or value = of_channel)) as stayed
    cross join (select groupBitmapState(ordinal) as people from placed) as moved
    cross join (select groupBitmapState(ordinal) as people from placed where any_channel or channel = of_channel) as here
    union all
    select groupBitmapMergeState(people) as people
    from (
      select fact, people from proven where has(did, fact)
      union all
      select arrayJoin(arrayFilter(f -> f != '', did)) as fact, bitmapBuild(emptyArrayUInt32()) as people
    )
    group by fact
  )
) as chosen
cross join (
  select groupBitmapMergeState(people) as people from proven where has(did_not, fact)
) as shunned
