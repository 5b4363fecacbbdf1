-- Raw events: the source of every rollup. Written only by the relay, in frozen batches with a deduplication token.
-- Order: one run and one kind are what every report asks for, so they lead; time last, since it compresses best there.
-- Partition by month of the event: retention drops whole months. Window 1000: a repeated token is recognised among
-- the last thousand inserts (the relay never has more than one open). fsync: an acknowledged event survives a power cut.
create table if not exists message_event (
  -- few values, dense dictionary
  kind        LowCardinality(String),
  run_id      UInt32,
  -- position in the run's ledger, dense from 1: what bitmaps need
  ordinal     UInt32,
  -- identity column of the outbox: unique, growing, so deltas are small
  event_id    UInt64                 CODEC(Delta, ZSTD(1)),
  batch_id    UInt64                 CODEC(Delta, ZSTD(1)),
  -- the provider's or our own clock at the fact, never the clock of the insert: retries must carry equal bytes
  occurred_at DateTime64(3, 'UTC')   CODEC(Delta, ZSTD(1)),
  contact_id  UInt64                 CODEC(ZSTD(1)),
  arm         UInt8,
  channel     LowCardinality(String),
  country     LowCardinality(String),
  language    LowCardinality(String),
  reason      LowCardinality(String),
  link_index  UInt8,
  machine     Bool,
  -- only on kind 'billed'; exact, six decimals as rate cards have
  price       Decimal(18, 6),
  currency    LowCardinality(String),
  index by_batch batch_id type minmax granularity 1,
  index by_contact contact_id type bloom_filter(0.01) granularity 4
) engine = MergeTree
partition by toYYYYMM(occurred_at)
order by (run_id, kind, occurred_at, ordinal)
settings non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Who had which event on which day: exact, and the same however often an event is told (a bitmap is a set).
-- Small granules: a report reads one run and must not drag its neighbours' bitmaps along.
create table if not exists funnel_day (
  run_id UInt32,
  kind   LowCardinality(String),
  day    Date,
  people AggregateFunction(groupBitmap, UInt32)
) engine = AggregatingMergeTree
partition by toYYYYMM(day)
order by (run_id, kind, day)
settings index_granularity = 64, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists funnel_day_feed to funnel_day as
select run_id, kind, toDate(occurred_at) as day, groupBitmapState(ordinal) as people
from message_event
where not machine
group by run_id, kind, day;

-- Who of a run was in which arm, channel, country, language: written once, from the assignment.
create table if not exists audience (
  run_id    UInt32,
  dimension LowCardinality(String),
  value     String,
  people    AggregateFunction(groupBitmap, UInt32)
) engine = AggregatingMergeTree
order by (run_id, dimension, value)
settings index_granularity = 64, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists audience_feed to audience as
select run_id, dim.1 as dimension, dim.2 as value, groupBitmapState(ordinal) as people
from message_event
array join [('arm', toString(arm)), ('channel', toString(channel)), ('country', toString(country)), ('language', toString(language))] as dim
where kind = 'assigned'
group by run_id, dimension, value;

-- What a message cost: one row a billable message, keyed so that a second telling of the same bill collapses. Money is read
-- from here (FINAL), never summed from events.
create table if not exists message_cost (
  run_id    UInt32,
  ordinal   UInt32,
  arm       UInt8,
  channel   LowCardinality(String),
  country   LowCardinality(String),
  billed_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  price     Decimal(18, 6),
  currency  LowCardinality(String),
  event_id  UInt64
) engine = ReplacingMergeTree(event_id)
order by (run_id, ordinal)
settings non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists message_cost_feed to message_cost as
select run_id, ordinal, arm, channel, country, occurred_at as billed_at, price, currency, event_id
from message_event
where kind = 'billed';
