-- Puts addresses on the list and marks those that are known, so that reach and previews say so; the gate asks the list itself.
-- {0} JSON array of channel, address, reason. Gives how many are new.
with asked as (
  select distinct on (channel, value) channel, value, reason, suppression_key(channel, value) as key
  from json_to_recordset(cast({0} as json)) as f (channel text, address text, reason text)
  cross join lateral (
    select case when position('@' in address) > 0 then lower(btrim(address)) else btrim(address) end as value) normalised
  order by channel, value, reason
),
listed as (
  insert into suppression (channel, address_key, reason)
  select channel, key, reason from asked
  order by channel, key
  on conflict do nothing
  returning 1
),
known as materialized (
  select a.id, asked.reason
  from asked
  join address a on a.channel = asked.channel and a.value = asked.value
  order by a.id
  for update of a
),
marked as (
  update address a set state = 'blocked', state_reason = known.reason
  from known
  where a.id = known.id and a.state <> 'blocked'
)
select count(*)::int from listed
