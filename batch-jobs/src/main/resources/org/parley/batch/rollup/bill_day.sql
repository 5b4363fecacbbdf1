select run_id, toDate(occurred_at) as day, arm, channel, country, currency, price, groupBitmapState(ordinal) as people,
  sum(cityHash64(event_id)) as digest
from message_event
where kind = 'billed' and {0}
group by run_id, day, arm, channel, country, currency, price
