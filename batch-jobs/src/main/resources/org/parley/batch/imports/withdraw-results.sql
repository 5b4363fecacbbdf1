-- Who opted out, be the rest of what the file says of them taken or refused, and be there a run of it or not: consent fails closed.
-- On the channels of the arms that the person's lines name; on all of them where a line names none that has a channel. Without a time
-- of its own, an opt-out counts from now, so that no older grant wins over it. Once a campaign, unless a file tells of a later one: the
-- same file again changes nothing.
insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, evidence)
select distinct i.contact_id, planned.channel, :purpose, 'withdrawn', case when told.undated then now() else told.latest end, 'import', 'results', :evidence
from import_result i
cross join lateral (
  select bool_or(r.opted_out) as left_us, max(r.opted_out_at) as latest,
    bool_or(r.opted_out and r.opted_out_at is null) as undated, array_agg(r.arm) as arms,
    bool_or(r.arm is null or (string_to_array(:channels, ','))[r.arm] = '') as anywhere
  from import_result_row r
  where r.import_id = i.import_id and r.contact_id = i.contact_id) told
join unnest(string_to_array(:channels, ',')) with ordinality as planned (channel, arm)
  on planned.channel <> '' and (told.anywhere or planned.arm = any(told.arms))
where i.import_id = :import and i.seq > :after and i.seq <= :to and i.contact_id is not null and told.left_us
  and not exists (
    select from consent_event e
    where e.contact_id = i.contact_id and e.channel = planned.channel and e.purpose = :purpose and e.state = 'withdrawn'
      and e.method = 'results' and e.evidence = :evidence
      and (told.undated or e.occurred_at >= told.latest))
on conflict on constraint consent_event_unique do nothing
