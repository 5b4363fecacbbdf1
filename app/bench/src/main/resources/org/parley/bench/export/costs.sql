-- The same as the relay would have brought it.
insert into message_cost (run_id, ordinal, arm, channel, country, billed_at, price, currency, event_id, billed_for)
select 1 + number % 10, 1 + intDiv(number, 10), 1, 'viber', 'DE', toDateTime64('2026-01-20 08:00:00', 3, 'UTC'),
  toDecimal64(1 + intDiv(number, 10), 6) / 1000000, 'EUR', number + 1, 'viber'
from numbers({0})
settings max_insert_threads = 2, min_insert_block_size_rows = 1048576
