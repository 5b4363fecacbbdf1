-- Clicks, readings and replies of people, one person after the other, each with whether its verdict at arrival stands. {0} whose,
-- {1} new verdicts of theirs, at least.
-- Columns have names of their own: one that hides a column of the table would keep its key from being used.
select toInt32(run_id) as run, toInt32(ordinal) as person, toString(channel) as via, toString(kind) as told, toInt64(event_id) as event,
  toUnixTimestamp64Milli(occurred_at) as at, toString(reason) as why, toInt32(link_index) as link, machine as arrived_machine,
  toInt32(rules) as ruled, toString(judged_by) as given_away, user_agent as agent, network as net, toInt64(since_accepted_ms) as since,
  event_id global in (select event_id from overturned_event where {1}) as overturned
from message_event
where kind in ('clicked', 'read', 'replied') and {0}
order by run_id, ordinal, occurred_at, event_id
settings max_bytes_before_external_sort = 500000000
