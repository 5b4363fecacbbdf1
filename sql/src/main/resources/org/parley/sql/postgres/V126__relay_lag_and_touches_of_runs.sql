-- A run's clicks and replies are counted every night.
create index touch_by_run on touch (run_id, kind, ordinal);

-- How long an event has waited is told by when it was written here: a receipt may come hours after its fact.
alter table event_outbox add column recorded_at timestamptz not null default now();
