-- What machines did, in the same rollup under names of its own, so that figures with and without them come from one place and
-- cost the same: a link checker's click is 'machine_clicked', a prefetched picture 'machine_read'.
create materialized view if not exists funnel_day_machine_feed to funnel_day as
select run_id, concat('machine_', kind) as kind, toDate(occurred_at) as day, groupBitmapState(ordinal) as people
from message_event
where machine
group by run_id, kind, day;

-- What was told before this view was there; a bitmap is a set, so a second time changes nothing.
insert into funnel_day
select run_id, concat('machine_', kind) as kind, toDate(occurred_at) as day, groupBitmapState(ordinal) as people
from message_event
where machine
group by run_id, kind, day;
