-- Whose messages were billed at which price on which day: what a report multiplies and rounds. The ledger bills an attempt once, so a
-- person is in one bitmap of a channel however often the bill is told; message_cost, one row a bill, stays what proves it.
create table if not exists bill_day (
  run_id   UInt32,
  day      Date,
  arm      UInt8,
  channel  LowCardinality(String),
  country  LowCardinality(String),
  currency LowCardinality(String),
  price    Decimal(18, 6),
  people   AggregateFunction(groupBitmap, UInt32)
) engine = AggregatingMergeTree
partition by toYYYYMM(day)
order by (run_id, arm, channel, country, currency, price, day)
settings index_granularity = 64, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists bill_day_feed to bill_day as
select run_id, toDate(occurred_at) as day, arm, channel, country, currency, price, groupBitmapState(ordinal) as people
from message_event
where kind = 'billed'
group by run_id, day, arm, channel, country, currency, price;

-- What was told before this view was there.
insert into bill_day
select run_id, toDate(occurred_at) as day, arm, channel, country, currency, price, groupBitmapState(ordinal) as people
from message_event
where kind = 'billed'
group by run_id, day, arm, channel, country, currency, price;
