-- What the messages of each run cost by the raw events, in millionths of the currency: of several tellings of one bill the last
-- counts. {0} runs
select toInt32(run_id) as run, concat('price ', currency) as told, toInt64(sum(price) * 1000000) as people
from (
  select run_id, ordinal, channel, argMax(price, event_id) as price, argMax(currency, event_id) as currency
  from message_event
  where kind = 'billed' and {0}
  group by run_id, ordinal, channel)
group by run, told
settings max_bytes_before_external_group_by = 500000000
