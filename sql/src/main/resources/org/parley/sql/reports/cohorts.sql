-- People by the month, or else the channel, of the first message that they ever got, and what they did in each month since.
-- Parameters: zone of the months, whether by month, runs that do not count (comma between, may be empty), start (inclusive) and end
-- (exclusive) of first messages.
-- One row a figure: people (of the cohort), written, engaged, opted_out, ordered (over all currencies), and net by currency in minor units. Sales count
-- from the first message on, credited or not, refunds of them by their own date. What carries an earlier time than the first
-- message counts in its month.
with
  toString(?) as zone,
  toBool(?) as by_month,
  arrayMap(run -> toUInt32(run), arrayFilter(run -> run != '', splitByChar(',', ?))) as left_out,
  toDateTime64(?, 3, 'UTC') as opens,
  toDateTime64(?, 3, 'UTC') as closes,
  member as (
    select contact_id, min(occurred_at) as met_at, toRelativeMonthNum(met_at, zone) as met_month,
      if(by_month, toString(toYYYYMM(met_at, zone)), toString(argMin(channel, (occurred_at, event_id)))) as cohort
    from message_event
    where kind = 'sent' and contact_id > 0 and run_id not in (select arrayJoin(left_out))
    group by contact_id
    having met_at >= opens and met_at < closes
  ),
  event as (
    select contact_id, toString(kind) as kind, occurred_at
    from message_event
    where kind in ('sent', 'clicked', 'replied', 'opted_out') and occurred_at >= opens
      and machine = (event_id global in (select event_id from overturned_event))
      and run_id not in (select arrayJoin(left_out))
      and contact_id in (select contact_id from member)
  ),
  done as (
    select cohort, greatest(toRelativeMonthNum(event.occurred_at, zone) - met_month, 0) as month,
      event.kind as kind, contact_id
    from event inner join member using (contact_id)
  ),
  document as (
    select id, original_id, toString(kind) as kind, contact_id, toString(currency) as currency, placed_at, revenue_minor
    from shop_order final
    where placed_at >= opens and contact_id in (select contact_id from member)
  ),
  sale as (
    select document.id as sale_id, member.cohort as cohort, member.met_month as met_month, contact_id, document.currency as currency,
      document.placed_at as placed_at, document.revenue_minor as revenue_minor
    from document inner join member using (contact_id)
    where document.kind = 'sale' and document.placed_at >= member.met_at
  ),
  money as (
    select cohort, toRelativeMonthNum(placed_at, zone) - met_month as month, currency, contact_id, revenue_minor, 1 as sold
    from sale
    union all
    select sale.cohort as cohort, greatest(toRelativeMonthNum(back.placed_at, zone) - sale.met_month, 0) as month, back.currency as currency,
      sale.contact_id as contact_id, back.revenue_minor as revenue_minor, 0 as sold
    from (select original_id, toString(currency) as currency, placed_at, revenue_minor from shop_order final where kind != 'sale' and original_id > 0) as back
    inner join sale on back.original_id = sale.sale_id
    union all
    select member.cohort as cohort, toRelativeMonthNum(document.placed_at, zone) - member.met_month as month, document.currency as currency,
      contact_id, document.revenue_minor as revenue_minor, 0 as sold
    from document inner join member using (contact_id)
    where document.kind != 'sale' and document.original_id = 0 and document.placed_at >= member.met_at
  )
select cohort, toInt32(0) as month, 'people' as fact, '' as currency, toInt64(count()) as figure from member group by cohort
union all
select cohort, toInt32(month) as month, fact, '' as currency, toInt64(uniqExact(contact_id)) as figure
from (select *, multiIf(kind = 'sent', 'written', kind = 'opted_out', 'opted_out', 'engaged') as fact from done)
group by cohort, month, fact
union all
select cohort, toInt32(month) as month, if(currency = '', 'ordered', 'net') as fact, currency,
  toInt64(if(currency = '', buyers, net)) as figure
from (
  select cohort, month, currency, uniqExactIf(contact_id, sold = 1) as buyers, sum(revenue_minor) as net
  from money
  group by grouping sets ((cohort, month), (cohort, month, currency))
)
