select run_id, ordinal, arm, channel, country, occurred_at as billed_at, price, currency, event_id, channel as billed_for
from message_event
where kind = 'billed' and {0}
