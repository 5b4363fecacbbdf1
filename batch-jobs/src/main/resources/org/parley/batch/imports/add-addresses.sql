-- New addresses of one slice of lines. An import never deletes an address and never revives one that a provider refused.
insert into address (contact_id, channel, value, position, state)
select c.id, a.channel, a.value, a.ord,
  case when exists (select from suppression) and suppressed(a.channel, a.value) then 'blocked' else 'active' end
from import_contact_row r
join contact c on c.external_id = r.external_id
cross join lateral unnest(r.address_channels, r.address_values) with ordinality as a (channel, value, ord)
where r.import_id = :import and r.line > :after and r.line <= :to
  and not exists (
    select 1 from import_contact_row later
    where later.import_id = :import and later.external_id = r.external_id and later.line > r.line)
on conflict (contact_id, channel, value) do nothing
