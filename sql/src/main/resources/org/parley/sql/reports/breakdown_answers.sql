-- What people of one run answered with, by cell, but for when they replied (breakdown_replies.sql). Parameters: run, a query of cells
-- (value, members), run_reached.
-- Complaints by bitmaps; times of buyers from their orders, but for those that another tool reports.
-- Quantiles are quantileExact: a time that somebody took, the later of two in the middle. In milliseconds.
-- Repliers: a digest of who of the cell replied, so that what was kept of others is not taken for theirs.
with
  toUInt32(?) as of_run,
  reached as ({2}),
  deed as (
    select ordinal as doer,
      argMin(toNullable(toUnixTimestamp64Milli(placed_at) - toUnixTimestamp64Milli(touch_at)), (placed_at, id)) as took
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0 and touch_kind not in ('reported', 'claimed', 'undated_click', 'undated_reply')
    group by ordinal
  ),
  placed as (
    select value,
      bitmapAndCardinality(bitmapAnd(members, delivered), complained) as complaints,
      bitmapAndCardinality(bitmapAnd(members, delivered), negative) as negatives,
      cityHash64(arraySort(bitmapToArray(bitmapAnd(members, replied)))) as replying,
      -- 0 is nobody, and keeps the cells where nobody bought
      arrayJoin(arrayPushFront(bitmapToArray(bitmapAnd(members, ordered)), toUInt32(0))) as person
    from ({1}) as cell cross join reached
  )
select
  value,
  toInt64(any(complaints)) as complained,
  toInt64(any(negatives)) as negative,
  toString(any(replying)) as repliers,
  toInt64(count(took)) as buyers,
  quantileExact(0.5)(took) as took_median
from placed left join deed on person = doer
group by value
order by value
