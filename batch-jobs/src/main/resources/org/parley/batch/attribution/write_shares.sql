-- Makes the shares of the documents {0} what they are to be; only real changes are written. Wanted: document {1}, model {2}, run {3},
-- ordinal {4}, weight {5}, minor units {6}.
with wanted as (
  select * from unnest({1}, {2}, {3}, {4}, {5}, {6}) as w (shop_order_id, model, run_id, ordinal, weight, minor)
), dropped as (
  delete from credit_share s
  where s.shop_order_id in (select unnest({0}))
    and not exists (
      select from wanted w
      where (w.shop_order_id, w.model, w.run_id, w.ordinal) = (s.shop_order_id, s.model, s.run_id, s.ordinal))
)
insert into credit_share as s (shop_order_id, model, run_id, ordinal, weight, minor)
select shop_order_id, model, run_id, ordinal, weight, minor from wanted
on conflict (shop_order_id, model, run_id, ordinal) do update
  set weight = excluded.weight, minor = excluded.minor
  where (s.weight, s.minor) is distinct from (excluded.weight, excluded.minor)
