select run_id, dim.1 as dimension, dim.2 as value, groupBitmapState(ordinal) as people,
  sum(cityHash64(event_id)) as digest
from message_event
array join [('arm', toString(arm)), ('channel', toString(channel)), ('country', toString(country)), ('language', toString(language))] as dim
where kind = 'assigned' and {0}
group by run_id, dimension, value
