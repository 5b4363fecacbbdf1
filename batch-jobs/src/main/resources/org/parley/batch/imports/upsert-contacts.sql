-- One slice of lines. Of several rows of one person the last of the file counts. An empty cell says nothing, so it changes
-- nothing; a row that brings nothing new is not written, so that nothing is mirrored for it.
merge into contact c
using (
  select r.* from import_contact_row r
  where r.import_id = :import and r.line > :after and r.line <= :to
    and not exists (
      select 1 from import_contact_row later
      where later.import_id = :import and later.external_id = r.external_id and later.line > r.line)
) n on c.external_id = n.external_id
when matched and (
    coalesce(n.first_name, c.first_name) is distinct from c.first_name
    or coalesce(n.last_name, c.last_name) is distinct from c.last_name
    or coalesce(n.email, c.email) is distinct from c.email
    or coalesce(n.phone, c.phone) is distinct from c.phone
    or coalesce(n.country, c.country) is distinct from c.country
    or coalesce(n.language, c.language) is distinct from c.language
    or coalesce(n.time_zone, c.time_zone) is distinct from c.time_zone
    or coalesce(n.tags, c.tags) is distinct from c.tags
    or coalesce(n.preferred_channel, c.preferred_channel) is distinct from c.preferred_channel
    or not c.attributes @> n.attributes)
  then update set
    first_name = coalesce(n.first_name, c.first_name),
    last_name = coalesce(n.last_name, c.last_name),
    email = coalesce(n.email, c.email),
    phone = coalesce(n.phone, c.phone),
    country = coalesce(n.country, c.country),
    language = coalesce(n.language, c.language),
    time_zone = coalesce(n.time_zone, c.time_zone),
    tags = coalesce(n.tags, c.tags),
    attributes = c.attributes || n.attributes,
    preferred_channel = coalesce(n.preferred_channel, c.preferred_channel),
    updated_at = now()
when not matched then
  insert (external_id, first_name, last_name, email, phone, country, language, time_zone, tags, attributes, preferred_channel)
  values (n.external_id, n.first_name, n.last_name, n.email, n.phone, n.country, n.language, n.time_zone,
    coalesce(n.tags, '{}'), n.attributes, n.preferred_channel)
