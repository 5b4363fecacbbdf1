-- Who has clicks or opens that rules judged, from {0}, inclusive, to {1}, exclusive, in milliseconds.
(run_id, ordinal) global in (
  select run_id, ordinal
  from message_event
  where kind in ('clicked', 'read') and rules > 0
    and occurred_at >= fromUnixTimestamp64Milli({0}, 'UTC') and occurred_at < fromUnixTimestamp64Milli({1}, 'UTC'))
