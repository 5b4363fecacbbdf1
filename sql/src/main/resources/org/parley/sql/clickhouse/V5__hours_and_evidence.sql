-- What machines are recognised by, kept just long enough to judge again: after thirty days each is empty. Events themselves
-- go by whole months, and by a job: not before their rollups are proven.
alter table message_event
  -- as the program named itself
  add column if not exists user_agent        String           CODEC(ZSTD(3)) TTL toDateTime(occurred_at) + interval 30 day,
  -- cut to /24 (IPv4) or /48 (IPv6): many people, never one
  add column if not exists network           String           CODEC(ZSTD(3)) TTL toDateTime(occurred_at) + interval 30 day,
  -- from the provider's acceptance of the message to this click or open; null where unknown, or forgotten
  add column if not exists since_accepted_ms Nullable(UInt32) CODEC(T64, ZSTD(1)) TTL toDateTime(occurred_at) + interval 30 day;

-- Who had which event in which hour, for charts. Same names as in funnel_day, machines' included. Hours are not to be added up:
-- somebody may click in two of them.
create table if not exists funnel_hour (
  run_id UInt32,
  kind   LowCardinality(String),
  hour   DateTime('UTC'),
  people AggregateFunction(groupBitmap, UInt32)
) engine = AggregatingMergeTree
partition by toYYYYMM(hour)
order by (run_id, kind, hour)
settings index_granularity = 64, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists funnel_hour_feed to funnel_hour as
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour,
  groupBitmapState(ordinal) as people
from message_event
group by run_id, kind, hour;

-- What was told before this view was there.
insert into funnel_hour
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour,
  groupBitmapState(ordinal) as people
from message_event
group by run_id, kind, hour;
