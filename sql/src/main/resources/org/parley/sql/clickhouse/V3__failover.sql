-- A person may be written to on more than one channel of a run: each attempt has a bill of its own.
alter table message_cost
  add column if not exists billed_for LowCardinality(String),
  modify order by (run_id, ordinal, billed_for);

drop view if exists message_cost_feed;
create materialized view if not exists message_cost_feed to message_cost as
select run_id, ordinal, arm, channel, country, occurred_at as billed_at, price, currency, event_id, channel as billed_for
from message_event
where kind = 'billed';

-- Where people count who do not count on the channel that they were assigned: the channel of their last move.
create table if not exists placement (
  run_id   UInt32,
  ordinal  UInt32,
  channel  LowCardinality(String),
  event_id UInt64
) engine = ReplacingMergeTree(event_id)
order by (run_id, ordinal)
settings non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists placement_feed to placement as
select run_id, ordinal, channel, event_id
from message_event
where kind in ('fell_back', 'taken_back');
