-- The credits of the contacts {0}, computed anew from touches and orders and written where they differ. {1} the model, {2} now.
-- Last touch: of the clicks and replies whose window [touch, touch + attribution days of the campaign) holds the order, the
-- latest; of equals the lowest message, then the click. A day is 24 hours, whatever clocks do.
-- A refund follows its sale, however late it comes; without a known sale, and on adjustments, there is no credit.
-- Concerned: the sales of these people, sales that a refund of theirs takes back, and all refunds of those sales.
with due as (
  select distinct unnest({0}) as contact_id
), refunded as (
  select sale.id
  from due d
  join shop_order refund on refund.contact_id = d.contact_id and refund.kind = 'refund'
  join shop_order sale on sale.store = refund.store and sale.external_id = refund.refund_of and sale.kind = 'sale'
), sale as materialized (
  select o.id, o.store, o.external_id, o.contact_id, o.placed_at
  from shop_order o
  where o.kind = 'sale'
    and (o.contact_id in (select contact_id from due) or o.id in (select id from refunded))
), credited_sale as (
  select s.id, s.store, s.external_id, best.run_id, best.ordinal, best.kind, best.at
  from sale s
  cross join lateral (
    select t.run_id, t.ordinal, t.kind, t.at
    from touch t
    join run r on r.id = t.run_id
    join campaign c on c.id = r.campaign_id
    where t.contact_id = s.contact_id
      and t.at <= s.placed_at
      and s.placed_at < t.at + make_interval(hours => 24 * c.attribution_days)
    order by t.at desc, t.run_id, t.ordinal, t.kind
    limit 1) best
), wanted as (
  select id as shop_order_id, run_id, ordinal, kind, at from credited_sale
  union all
  select refund.id, s.run_id, s.ordinal, s.kind, s.at
  from credited_sale s
  join shop_order refund on refund.store = s.store and refund.refund_of = s.external_id and refund.kind = 'refund'
), concerned as (
  select id from sale
  union
  select refund.id
  from sale s
  join shop_order refund on refund.store = s.store and refund.refund_of = s.external_id
  union
  select o.id from shop_order o where o.contact_id in (select contact_id from due)
), dropped as (
  delete from credit
  where shop_order_id in (select id from concerned)
    and shop_order_id not in (select shop_order_id from wanted)
  returning 1
), written as (
  insert into credit as c (shop_order_id, run_id, ordinal, touch_kind, touch_at, model, attributed_at)
  select shop_order_id, run_id, ordinal, kind, at, {1}, {2} from wanted
  on conflict (shop_order_id) do update
    set run_id = excluded.run_id, ordinal = excluded.ordinal, touch_kind = excluded.touch_kind,
      touch_at = excluded.touch_at, model = excluded.model, attributed_at = excluded.attributed_at
    where (c.run_id, c.ordinal, c.touch_kind, c.touch_at, c.model)
      is distinct from (excluded.run_id, excluded.ordinal, excluded.touch_kind, excluded.touch_at, excluded.model)
  returning 1
)
select (select count(*) from dropped) + (select count(*) from written) as changed
