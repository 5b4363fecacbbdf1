-- Addresses of which their provider says that there is nobody, unless the person wrote from them since. {0} the facts.
with fact as (
  select distinct on (channel, address) channel, address, code, at
  from json_to_recordset(cast({0} as json)) as f (channel text, address text, code text, at timestamptz)
  order by channel, address, at desc, code
), locked as (
  select a.id, f.code, f.at
  from address a
  join fact f on f.channel = a.channel and f.address = a.value
  order by a.id
  for update of a
)
update address a
set gone_at = greatest(a.gone_at, l.at),
  state = case when a.state = 'active' and (a.last_inbound_at is null or a.last_inbound_at < l.at) then 'invalid' else a.state end,
  state_reason = case when a.state = 'active' and (a.last_inbound_at is null or a.last_inbound_at < l.at) then l.code
    else a.state_reason end
from locked l
where a.id = l.id
