-- How many raw events a run has, and how many of them are of months that retention may take from. Parameters: run, the same run,
-- first month (YYYYMM) of which all are kept. From primary key and partitions, without reading events.
select
  (select toInt64(count()) from message_event where run_id = toUInt32(?)) as events,
  (select toInt64(count()) from message_event where run_id = toUInt32(?) and toYYYYMM(occurred_at) < ?) as passing
