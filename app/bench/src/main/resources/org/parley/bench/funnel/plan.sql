-- One campaign in three arms and its runs {runs}: what reports belong to. Of the first, {people} people, whom the ledger has as the events say.
insert into segment (name, rule) values ('all', '{}');
insert into message (name) values ('bench');
insert into message_variant (message_id, name, content) values (1, 'A', '{"version": 2, "content": {"body": {"type": "text", "text": "Hello"}}}');
insert into campaign (name, segment_id, message_id, seed, created_by) values ('Bench', 1, 1, 's', 'bench');
insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values
  (1, 1, 'Viber', 1, 'viber', 3334), (1, 2, 'Email', 1, 'email', 3333), (1, 3, 'SMS', 1, 'sms', 3333);
insert into run (campaign_id, fire_time, state, started_at, finished_at, targeted)
select 1, fired, 'finished', fired, fired + interval '10 hours', {people}
from generate_series(1, {runs}) n, lateral (select timestamptz '2026-09-01 08:00Z' + n * interval '1 day') as of_run (fired);
insert into recipient (run_id, ordinal, contact_id, arm, channel, address, country, language, state, reason)
select 1, n, n, 1 + n % 3, (array['viber', 'email', 'sms'])[1 + n % 3], '+49' || n, 'DE', 'en',
  case when n % 100 < 6 then 'skipped' else 'sent' end, case when n % 100 < 6 then 'suppressed' end
from generate_series(1, {people}) n;
