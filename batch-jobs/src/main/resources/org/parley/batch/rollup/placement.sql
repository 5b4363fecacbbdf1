select run_id, ordinal, channel, event_id
from message_event
where kind in ('fell_back', 'taken_back') and {0}
