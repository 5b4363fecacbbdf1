-- One campaign and its run: what kept answers belong to.
insert into segment (name, rule) values ('all', '{}');
insert into message (name) values ('bench');
insert into campaign (name, segment_id, message_id, seed, created_by) values ('Bench', 1, 1, 's', 'bench');
insert into run (campaign_id, fire_time, state, started_at, finished_at)
values (1, '2026-09-02 08:00Z', 'finished', '2026-09-02 08:00Z', '2026-09-02 18:00Z')
