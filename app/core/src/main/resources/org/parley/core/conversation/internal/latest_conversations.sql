-- The latest inbound message of each person, newest first, after ({0}, {1}); {2} rows. Walks the index by time and drops
-- what has a later one of the same person, so that a page costs a page and not the table.
select m.contact_id, m.channel, m.text, m.kind, m.occurred_at as at, m.id,
  coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.external_id) as contact_name
from inbound_message m
join contact c on c.id = m.contact_id
where m.contact_id is not null
  and (m.occurred_at, m.id) < ({0}, {1})
  and not exists (
    select 1 from inbound_message later
    where later.contact_id = m.contact_id and (later.occurred_at, later.id) > (m.occurred_at, m.id))
order by m.occurred_at desc, m.id desc
limit {2}
