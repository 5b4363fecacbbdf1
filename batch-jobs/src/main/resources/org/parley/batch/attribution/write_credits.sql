-- Makes the booked credits of the documents {0} what they are to be, and tells what that changed. Wanted: document {1}, run {2},
-- ordinal {3}, kind {4} and time {5} of the touch; the other documents have no credit. {6} the model, {7} now.
-- Answers a row for each run (null: nobody) and currency that a changed document had or has.
with document as (
  select unnest({0}) as id
), wanted as (
  select * from unnest({1}, {2}, {3}, {4}, {5}) as w (shop_order_id, run_id, ordinal, kind, at)
), changed as (
  select o.id, o.currency, o.revenue_minor, c.run_id as run_before, w.run_id as run_after
  from document d
  join shop_order o on o.id = d.id
  left join credit c on c.shop_order_id = d.id
  left join wanted w on w.shop_order_id = d.id
  where (c.run_id, c.ordinal, c.touch_kind, c.touch_at, c.model)
    is distinct from (w.run_id, w.ordinal, w.kind, w.at, case when w.run_id is not null then {6} end)
), dropped as (
  delete from credit where shop_order_id in (select id from changed where run_after is null)
), written as (
  insert into credit (shop_order_id, run_id, ordinal, touch_kind, touch_at, model, attributed_at)
  select w.shop_order_id, w.run_id, w.ordinal, w.kind, w.at, {6}, {7}
  from wanted w
  join changed on changed.id = w.shop_order_id
  on conflict (shop_order_id) do update
    set run_id = excluded.run_id, ordinal = excluded.ordinal, touch_kind = excluded.touch_kind,
      touch_at = excluded.touch_at, model = excluded.model, attributed_at = excluded.attributed_at
), side as (
  select run_before as run_id, currency, 1 as before, revenue_minor as minor_before, 0 as after, 0 as minor_after from changed
  union all
  select run_after, currency, 0, 0, 1, revenue_minor from changed
)
select run_id, currency, sum(before) as documents_before, sum(minor_before) as minor_before, sum(after) as documents_after,
  sum(minor_after) as minor_after
from side
group by run_id, currency
