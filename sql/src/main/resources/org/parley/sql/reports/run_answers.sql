-- People of one run whom it reached by what they did then (the first that fits: wrote, tapped a button, clicked, neither), and what
-- they bought in a window, credited or not. Parameters: run, start (inclusive), end (exclusive) of the window.
-- Rows with people have no buyers and the other way round; of the latter, those with an empty currency stand for all currencies.
-- Refunds follow their sale, as in run_assigned_revenue.sql.
with
  toUInt32(?) as of_run,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  told as (
    select toString(kind) as fact, groupBitmapMergeState(people) as people
    from funnel_day
    where run_id = of_run
    group by fact
    union all
    select if(reason = 'button', 'tapped', 'wrote') as fact, groupBitmapState(ordinal) as people
    from message_event
    where run_id = of_run and kind = 'replied' and not machine
    group by fact
    union all
    select 'ordered' as fact, groupBitmapState(ordinal) as people
    from shop_order final
    where run_id = of_run and kind = 'sale' and ordinal > 0
  ),
  reached as (
    select
      groupBitmapMergeStateIf(people, fact in ('delivered', 'read', 'clicked', 'replied', 'opted_out', 'ordered')) as delivered,
      groupBitmapMergeStateIf(people, fact = 'wrote') as wrote,
      groupBitmapMergeStateIf(people, fact in ('tapped', 'wrote')) as answered,
      groupBitmapMergeStateIf(people, fact in ('clicked', 'tapped', 'wrote')) as reacted
    from told
  ),
  answer as (
    select kind.1 as answer, kind.2 as people
    from reached
    array join [
      ('wrote', wrote), ('tapped', bitmapAndnot(answered, wrote)), ('clicked', bitmapAndnot(reacted, answered)),
      ('neither', bitmapAndnot(delivered, reacted))
    ] as kind
  ),
  part as (
    select toInt32(value) as arm, answer, bitmapAnd(members, people) as people
    from (select value, groupBitmapMergeState(people) as members from audience where run_id = of_run and dimension = 'arm' group by value) as assigned
    cross join answer
  ),
  -- only people with an order: a run may have ten million others
  person as (
    select contact_id, any(toInt32(arm)) as arm, any(ordinal) as ordinal
    from message_event
    where run_id = of_run and kind = 'assigned'
      and contact_id in (select contact_id from shop_order where placed_at >= opens and placed_at < closes and contact_id > 0)
    group by contact_id
  ),
  buyer as (
    select person.contact_id as contact_id, part.arm as arm, part.answer as answer
    from person inner join part on person.arm = part.arm
    where bitmapContains(part.people, person.ordinal)
  ),
  sale as (
    select id as sale_id, contact_id, currency, revenue_minor
    from shop_order final
    where kind = 'sale' and placed_at >= opens and placed_at < closes and contact_id in (select contact_id from buyer)
  ),
  document as (
    select contact_id, currency, revenue_minor, 1 as sold from sale
    union all
    select sale.contact_id as contact_id, back.currency as currency, back.revenue_minor as revenue_minor, 0 as sold
    from (select original_id, currency, revenue_minor from shop_order final where kind != 'sale' and original_id > 0) as back
    inner join sale on back.original_id = sale.sale_id
    union all
    select contact_id, currency, revenue_minor, 0 as sold
    from shop_order final
    where kind != 'sale' and original_id = 0 and placed_at >= opens and placed_at < closes and contact_id in (select contact_id from buyer)
  )
select arm, answer, '' as currency, toInt64(bitmapCardinality(people)) as people, toInt64(0) as buyers, toInt64(0) as net
from part
union all
select buyer.arm as arm, buyer.answer as answer, toString(document.currency) as currency, toInt64(0) as people,
  toInt64(uniqExactIf(document.contact_id, document.sold = 1)) as buyers, toInt64(sum(document.revenue_minor)) as net
from document inner join buyer on document.contact_id = buyer.contact_id
group by grouping sets ((arm, answer), (arm, answer, currency))
