-- By which rules machines are told from people: a set has a number, is never changed, and every judged event says by which it was.
-- What a program shipped with (agents, haste, sweeps) comes with the code; this is what was added here.
create table machine_rule_set (
  version  integer     not null,
  made_by  text        not null,
  made_at  timestamptz not null,
  reason   text        not null,
  agents   text[]      not null,                 -- parts of the name that a program gives itself, in small letters
  networks text[]      not null,                 -- as events keep them: /24 (IPv4) or /48 (IPv6)
  constraint machine_rule_set_pk primary key (version),
  constraint machine_rule_set_version check (version > 0)
);
-- the rules of before had numbers in the code only: 2 for clicks, 1 for opens; their events say 0
insert into machine_rule_set (version, made_by, made_at, reason, agents, networks)
values (3, 'parley', '2026-11-22 00:00:00Z', 'As shipped', '{}', '{}');

alter table event_outbox
  add column rules     integer not null default 0,  -- version of the rule set that judged it; 0: not judged
  add column judged_by text    not null default '', -- of a machine: what gave it away
  add column about     bigint,                      -- of a new verdict: the event that it is about
  drop constraint event_outbox_kind,
  add constraint event_outbox_kind check (kind in ('assigned', 'skipped', 'deferred', 'sent', 'failed', 'unknown', 'delivered', 'read',
    'clicked', 'replied', 'opted_out', 'complained', 'expired', 'billed', 'fell_back', 'taken_back', 'overturned', 'restored')),
  add constraint event_outbox_judged_by check (judged_by in ('', 'method', 'agent', 'network', 'haste', 'sweep')),
  add constraint event_outbox_about check ((about is not null) = (kind in ('overturned', 'restored')));

-- Whether reading is only concluded from a click or a reply; a receipt or an opened picture is told when it comes all the same.
alter table recipient add column read_implied boolean not null default false;
alter table recipient_attempt add column read_implied boolean not null default false;

-- History judged again, by the rules of today: looked at by one, approved by another. What was told stays; new verdicts are told
-- beside it.
create table rejudging (
  id          bigint      generated always as identity,
  opens       timestamptz not null,              -- events from here, inclusive,
  closes      timestamptz not null,              -- to here, exclusive
  rules       integer     not null,
  state       text        not null,
  reason      text        not null,
  asked_by    text        not null,
  asked_at    timestamptz not null,
  worked_at   timestamptz not null,              -- last sign of life
  judged      bigint      not null default 0,    -- events looked at
  verdicts    bigint      not null default 0,    -- of them with another verdict than the one that stands
  digest      text,                              -- of the verdicts: what is approved is what was shown
  decided_by  text,
  decided_at  timestamptz,
  -- ledger order; up to here verdicts are told
  last_run    integer     not null default 0,
  last_person integer     not null default 0,
  finished_at timestamptz,
  problem     text,
  constraint rejudging_pk primary key (id),
  constraint rejudging_rules_fk foreign key (rules) references machine_rule_set,
  constraint rejudging_range check (opens < closes),
  constraint rejudging_state check (state in ('judging', 'judged', 'applying', 'applied', 'rejected', 'failed')),
  constraint rejudging_decided check ((decided_by is not null) = (state in ('applying', 'applied', 'rejected')))
);
-- one at a time: a verdict is about the one that stands
create unique index rejudging_one_open on rejudging ((true)) where state in ('judging', 'judged', 'applying');

create table rejudged_event (
  rejudging_id bigint      not null,
  run_id       integer     not null,
  ordinal      integer     not null,
  event_id     bigint      not null,
  kind         text        not null,              -- clicked, read
  channel      text        not null,
  occurred_at  timestamptz not null,
  implied      boolean     not null,              -- a reading concluded from a click: follows it
  machine      boolean     not null,              -- the new verdict
  overturns    boolean     not null,              -- the verdict at arrival; else it is restored
  judged_by    text        not null default '',
  constraint rejudged_event_pk primary key (rejudging_id, run_id, ordinal, event_id),
  constraint rejudged_event_rejudging_fk foreign key (rejudging_id) references rejudging on delete cascade,
  constraint rejudged_event_kind check (kind in ('clicked', 'read'))
);

-- What it changes: people of a run who clicked or read, as people; before and after.
create table rejudging_line (
  rejudging_id  bigint  not null,
  run_id        integer not null,
  kind          text    not null,
  people_before bigint  not null,
  people_after  bigint  not null,
  constraint rejudging_line_pk primary key (rejudging_id, run_id, kind),
  constraint rejudging_line_rejudging_fk foreign key (rejudging_id) references rejudging on delete cascade,
  constraint rejudging_line_kind check (kind in ('clicked', 'read'))
);

-- A click that was not a person's earns nothing; the row stays.
alter table touch
  add column struck_by bigint,
  add constraint touch_struck_by_fk foreign key (struck_by) references rejudging;
