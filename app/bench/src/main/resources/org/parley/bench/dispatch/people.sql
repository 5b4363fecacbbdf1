-- {0} people who can be written to on Viber and agreed to it. An address has the form of Viber's ids: 24 characters of base64.
with person as (
  insert into contact (external_id, first_name, last_name, country, language, time_zone)
  select 'bench-' || n, 'Person', 'Number ' || n, (array['DE', 'FR', 'GB', 'PL'])[1 + n % 4], 'en', 'Europe/Berlin'
  from generate_series(1, {0}) n
  returning id, external_id
),
reachable as (
  insert into address (contact_id, channel, value)
  select id, 'viber', 'B' || lpad(substr(external_id, 7), 21, '0') || '==' from person
)
insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
select id, 'viber', 'marketing', 'granted', timestamptz '2026-01-01 00:00:00Z', 'import' from person
