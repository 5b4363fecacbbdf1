-- Everything that segments ask about contacts, whole. Asked-for ids without a contact come back with id null: erased.
select asked.id as asked, c.id, c.country, c.language, c.time_zone, c.preferred_channel, c.tags, c.attributes::text as attributes,
  c.created_at, a.reachable, a.addressed, s.granted, s.withdrawn
from unnest({0}::bigint[]) as asked (id)
left join contact c on c.id = asked.id
left join lateral (
  select array_agg(distinct channel) filter (where state = 'active') as reachable, array_agg(distinct channel) as addressed
  from address where contact_id = c.id) a on true
left join lateral (
  select array_agg(channel || '/' || purpose) filter (where state = 'granted') as granted,
    array_agg(channel || '/' || purpose) filter (where state = 'withdrawn') as withdrawn
  from consent where contact_id = c.id) s on true
