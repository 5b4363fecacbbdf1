-- Orders of about one in a hundred people of the run {run}: of those who clicked, at least a second later.
insert into shop_order (id, version, store, external_id, kind, contact_id, placed_at, currency, revenue_minor, revenue, run_id, ordinal,
  arm, channel, country, touch_kind, touch_at)
select bitShiftLeft(toUInt64(run_id), 32) + bought.ordinal as id, 1 as version, 'shop' as store, toString(id) as external_id, 'sale' as kind,
  contact_id, occurred_at + toIntervalSecond(1 + bought.ordinal % 100000) as placed_at, 'EUR' as currency,
  1000 + bought.ordinal % 9000 as revenue_minor, toDecimal128(revenue_minor, 6) / 100 as revenue, run_id, bought.ordinal, arm, channel,
  country, 'click' as touch_kind, occurred_at as touch_at
from message_event as bought
where run_id = {run} and bought.kind = 'clicked' and not machine and cityHash64(bought.ordinal) % 12 = 0
