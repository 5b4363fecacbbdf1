-- Events of the people {from} to {until} of one run, as the relay brings them: in three arms, over three days, every 33rd told once
-- more at another time. All is a function of run and ordinal, so that the store is the same every time.
insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country, language, reason,
  link_index, machine, price, currency)
select
  told.1 as kind, {run} as run_id, ordinal, bitShiftLeft(toUInt64({run}), 36) + ordinal * 16 + told.3 as event_id, {run} as batch_id,
  toDateTime64('2026-09-01 08:00:00', 3, 'UTC') + interval ({run} % 60) day + toIntervalSecond(ordinal % 20000 + told.2) as occurred_at,
  toUInt64(ordinal) * 7 % 50000000 as contact_id, 1 + ordinal % 3 as arm, ['viber', 'email', 'sms'][1 + ordinal % 3] as channel,
  ['DE', 'ES', 'FR', 'IT', 'PL', 'BG', 'RO', 'GB'][1 + intDiv(ordinal, 4096) % 8] as country, 'en' as language, '' as reason,
  if(told.1 = 'clicked', 1, 0) as link_index, told.1 = 'clicked' and draw % 97 = 0 as machine,
  if(told.1 = 'billed', toDecimal64(0.014, 6), toDecimal64(0, 6)) as price, if(told.1 = 'billed', 'EUR', '') as currency
from (
  select toUInt32(number) as ordinal, cityHash64(number, {run}) as draw
  from numbers({from}, {count})
)
array join arrayFilter(each -> each.4, [
  ('assigned', 0, 0, true),
  ('sent', 60, 1, draw % 100 < 94),
  ('billed', 61, 2, draw % 100 < 94),
  ('delivered', 70, 3, draw % 100 < 90),
  ('read', 4000, 4, draw % 100 < 55),
  ('clicked', 5000, 5, draw % 100 < 13),
  ('replied', 9000, 6, draw % 100 < 4),
  ('opted_out', 9900, 7, draw % 1000 < 5),
  ('delivered', 80000, 3, draw % 33 = 0 and draw % 100 < 90),
  ('read', 90000, 4, draw % 33 = 1 and draw % 100 < 55),
  ('clicked', 170000, 5, draw % 33 = 2 and draw % 100 < 13)
]) as told
settings max_insert_threads = 2, max_block_size = 262144, min_insert_block_size_rows = 1048576, max_partitions_per_insert_block = 100
