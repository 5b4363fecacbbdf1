-- One order of each third contact, over the year before {until}.
insert into shop_order (id, version, store, external_id, kind, original_id, contact_id, placed_at, currency, revenue_minor, revenue, run_id,
  ordinal, arm, channel, country, touch_kind, touch_at)
select
  number as id, 1 as version, 'shop' as store, toString(number) as external_id, 'sale' as kind, 0 as original_id, number * 3 as contact_id,
  toDateTime64('{until}', 3, 'UTC') - toIntervalMinute(cityHash64(number) % 525600) as placed_at, 'EUR' as currency, 2500 as revenue_minor,
  toDecimal64(25, 6) as revenue, 0 as run_id, 0 as ordinal, 0 as arm, '' as channel, '' as country, '' as touch_kind,
  toDateTime64('1970-01-01 00:00:00', 3, 'UTC') as touch_at
from numbers({from}, {count})
settings max_insert_threads = 2, min_insert_block_size_rows = 1048576
