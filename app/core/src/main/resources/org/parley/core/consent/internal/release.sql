-- Takes an address off the list. {0} channel, {1} address. Gives 1 or 0.
with released as (
  delete from suppression
  where channel = {0} and address_key = suppression_key({0}, {1})
  returning 1
),
marked as (
  update address set state = 'active', state_reason = null
  where channel = {0} and state = 'blocked' and exists (select from released)
    and value = case when position('@' in {1}) > 0 then lower(btrim({1})) else btrim({1}) end
)
select count(*)::int from released
