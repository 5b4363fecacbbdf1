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

-- As in V110, with all that the row and the attempt now have.
create or replace function count_delivering_attempt(runs integer[], ordinals integer[], at timestamptz) returns bigint
language sql volatile as $$
  select from recipient where (run_id, ordinal) in (select * from unnest(runs, ordinals)) order by run_id, ordinal for update;
  with present as (
    select r.*, r.state in ('sent', 'failed', 'unknown') as tried
    from recipient r
    where (r.run_id, r.ordinal) in (select * from unnest(runs, ordinals)) and r.state <> 'claimed'
  ),
  better as (
    select distinct on (p.run_id, p.ordinal) p.tried as swapped, p.step as left_step, a.*
    from present p
    join recipient_attempt a on a.run_id = p.run_id and a.ordinal = p.ordinal and a.state <> 'skipped'
    where (a.delivered_at is not null
        and (not p.tried or p.delivered_at is null or (a.delivered_at, a.step) < (p.delivered_at, p.step)))
      or (not p.tried and a.opted_out_at is not null)
      or (p.state = 'skipped' and p.fall_back_at is null)
    order by p.run_id, p.ordinal, a.delivered_at nulls last, a.opted_out_at nulls last, a.superseded_at desc, a.step
  ),
  cleared as (
    delete from recipient_attempt a using better b
    where a.run_id = b.run_id and a.ordinal = b.ordinal and a.step = b.step
  ),
  kept as (
    insert into recipient_attempt (run_id, ordinal, step, channel, account, address, state, reason, attempts, claimed_at,
      sent_at, provider_message_id, failure_class, failure_code, receipt, delivered_at, read_at, read_implied, failed_at,
      expired_at, opted_out_at, price, price_currency, billed_at, left_because, superseded_at)
    select p.run_id, p.ordinal, p.step, p.channel, s.account, p.address, p.state, p.reason, p.attempts, p.claimed_at,
      p.sent_at, p.provider_message_id, p.failure_class, p.failure_code, p.receipt, p.delivered_at, p.read_at, p.read_implied,
      p.failed_at, p.expired_at, p.opted_out_at, p.price, p.price_currency, p.billed_at,
      case when b.delivered_at is not null then 'delivered_before' else coalesce(p.reason, p.state) end, $3
    from present p
    join better b on b.run_id = p.run_id and b.ordinal = p.ordinal
    join run on run.id = p.run_id
    left join arm_step s on s.campaign_id = run.campaign_id and s.arm = p.arm and s.step = p.step
    where p.tried or p.state = 'skipped'
  ),
  placed as (
    update recipient r set
      step = b.step, channel = b.channel, address = b.address, state = b.state, reason = b.reason, attempts = b.attempts,
      claimed_at = b.claimed_at, lease_until = null, deferred_until = null, fall_back_at = null, sent_at = b.sent_at,
      provider_message_id = b.provider_message_id, failure_class = b.failure_class, failure_code = b.failure_code,
      receipt = b.receipt, delivered_at = b.delivered_at, read_at = b.read_at, read_implied = b.read_implied,
      failed_at = b.failed_at, expired_at = b.expired_at, opted_out_at = b.opted_out_at, price = b.price,
      price_currency = b.price_currency, billed_at = b.billed_at
    from better b
    where r.run_id = b.run_id and r.ordinal = b.ordinal
    returning r.run_id, r.ordinal, r.contact_id, r.arm, r.channel, r.country, r.language,
      case when b.delivered_at is not null then 'delivered' when b.opted_out_at is not null then 'opted_out' else 'no_way_on' end
        as reason
  ),
  told as (
    insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
    select 'taken_back', $3, run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''), reason
    from placed
    order by run_id, ordinal
    returning 1
  )
  select count(*) from told
$$;
