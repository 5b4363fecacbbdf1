-- Verdicts on who did it, given again: an event of kind 'overturned' is about one whose verdict at arrival was wrong, 'restored' takes
-- that back. What was told stays as it was told.
alter table message_event
  -- version of the rule set that judged it; 0: not judged, or before rule sets had numbers
  add column if not exists rules     UInt32                 CODEC(T64, ZSTD(1)),
  -- of a machine: what gave it away
  add column if not exists judged_by LowCardinality(String),
  -- of a new verdict: the event that it is about
  add column if not exists about     UInt64                 CODEC(ZSTD(1));

-- Events whose verdict at arrival is overturned: who did it was a machine if the event says a person, and the other way round. Read as
-- `machine = (event_id global in (select event_id from overturned_event))`: done by a person.
create view if not exists overturned_event as
select run_id, about as event_id
from message_event as told
where kind in ('overturned', 'restored')
group by run_id, about
having argMax(kind, told.event_id) = 'overturned';
