-- Who followed which link: the same names as in funnel_day, machines' included. What is asked is a run and a link; by months all the
-- same, since the events of what machines did go by months.
create table if not exists funnel_link (
  run_id     UInt32,
  kind       LowCardinality(String),
  month      Date,
  link_index UInt8,
  people     AggregateFunction(groupBitmap, UInt32)
) engine = AggregatingMergeTree
partition by toYYYYMM(month)
order by (run_id, kind, link_index, month)
settings index_granularity = 64, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

create materialized view if not exists funnel_link_feed to funnel_link as
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfMonth(occurred_at) as month, link_index,
  groupBitmapState(ordinal) as people
from message_event
where kind in ('clicked', 'machine_clicked')
group by run_id, kind, month, link_index;

-- What was told before this view was there.
insert into funnel_link
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfMonth(occurred_at) as month, link_index,
  groupBitmapState(ordinal) as people
from message_event
where kind in ('clicked', 'machine_clicked')
group by run_id, kind, month, link_index;
