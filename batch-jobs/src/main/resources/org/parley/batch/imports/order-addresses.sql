-- What the file says is written to first; older addresses on the same channel follow in their order.
with said as (
  select c.id as contact_id, a.channel, a.value, a.ord
  from import_contact_row r
  join contact c on c.external_id = r.external_id
  cross join lateral unnest(r.address_channels, r.address_values) with ordinality as a (channel, value, ord)
  where r.import_id = :import and r.line > :after and r.line <= :to
    and not exists (
      select 1 from import_contact_row later
      where later.import_id = :import and later.external_id = r.external_id and later.line > r.line)
), ranked as (
  select a.id, row_number() over (partition by a.contact_id, a.channel order by s.ord nulls last, a.position, a.id) as position
  from (select distinct contact_id, channel from said) touched
  join address a on a.contact_id = touched.contact_id and a.channel = touched.channel
  left join said s on s.contact_id = a.contact_id and s.channel = a.channel and s.value = a.value
)
update address a set position = ranked.position
from ranked
where a.id = ranked.id and a.position <> ranked.position
