-- One campaign of one arm, and ten runs of it.
insert into segment (name, rule) values ('all', '{}');
insert into message (name) values ('bench');
insert into message_variant (message_id, name, content) values (1, 'A', '{}');
insert into campaign (name, segment_id, message_id, seed, cost_centre, margin, created_by, attribution_days)
values ('Bench, "quoted"', 1, 1, 's', 'CC-1', 0.40, 'bench', 7);
insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values (1, 1, 'Viber', 1, 'viber', 10000);
insert into run (campaign_id, fire_time, state, started_at, finished_at)
select 1, timestamptz '2026-01-01 08:00Z' + make_interval(days => n), 'finished', timestamptz '2026-01-01 08:00Z' + make_interval(days => n),
  timestamptz '2026-01-01 09:00Z' + make_interval(days => n)
from generate_series(1, 10) n;
-- Built in bulk: what only makes sending safe is not needed here.
alter table recipient drop constraint recipient_contact_once;
drop index recipient_by_contact;
