-- Copies of PostgreSQL rows that segments and reports need. Each is whole and versioned by the number of the change, so
-- writing one twice, or late, is harmless. Read with FINAL. No names, addresses or other personal data.

create table if not exists contact (
  id           UInt64,
  version      UInt64,
  deleted      Bool,
  country      LowCardinality(String),
  language     LowCardinality(String),
  time_zone    LowCardinality(String),
  preferred_channel LowCardinality(String),
  tags         Array(LowCardinality(String)),
  -- channels with an active address
  reachable    Array(LowCardinality(String)),
  -- channels that have an address at all, active or not
  addressed    Array(LowCardinality(String)),
  -- 'channel/purpose' of every live grant, and of every withdrawal
  granted      Array(LowCardinality(String)),
  withdrawn    Array(LowCardinality(String)),
  text_attributes    Map(LowCardinality(String), String),
  number_attributes  Map(LowCardinality(String), Float64),
  boolean_attributes Map(LowCardinality(String), Bool),
  date_attributes    Map(LowCardinality(String), Date32),
  created_at   DateTime64(3, 'UTC')
) engine = ReplacingMergeTree(version)
order by id;

-- One row an order document (sale, refund, adjustment) with the message that it is credited to (run_id 0: none).
-- Refunds are rows of their own with a negative amount and their own date.
create table if not exists shop_order (
  id            UInt64,
  version       UInt64,
  store         LowCardinality(String),
  external_id   String,
  kind          LowCardinality(String),
  -- id of the sale that a refund belongs to; 0 where unknown or not a refund
  original_id   UInt64,
  -- 0: unmatched
  contact_id    UInt64,
  placed_at     DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  currency      LowCardinality(String),
  revenue_minor Int64,
  -- exact as received
  revenue       Decimal(20, 6),
  run_id        UInt32,
  ordinal       UInt32,
  arm           UInt8,
  channel       LowCardinality(String),
  country       LowCardinality(String),
  touch_kind    LowCardinality(String),
  touch_at      DateTime64(3, 'UTC'),
  index by_run run_id type minmax granularity 1
) engine = ReplacingMergeTree(version)
order by id;

-- Lines, for rules on products. Keyed by document and line: the contact may become known later.
create table if not exists shop_order_line (
  contact_id UInt64,
  order_id   UInt64,
  line_no    UInt32,
  version    UInt64,
  kind       LowCardinality(String),
  placed_at  DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  sku        LowCardinality(String),
  quantity   Decimal(18, 3),
  amount     Decimal(20, 6),
  currency   LowCardinality(String)
) engine = ReplacingMergeTree(version)
order by (order_id, line_no);
