-- The plan (segment, message, campaign, arms) and its execution (run, recipient).

create table segment (
  id         bigint      generated always as identity,
  name       text        not null,
  rule       jsonb       not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint segment_pk primary key (id),
  constraint segment_name_unique unique (name)
);

create table message (
  id         bigint      generated always as identity,
  name       text        not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint message_pk primary key (id),
  constraint message_name_unique unique (name)
);

create table message_variant (
  id         bigint      generated always as identity,
  message_id bigint      not null,
  name       text        not null,
  content    jsonb       not null,               -- the rich message, versioned
  constraint message_variant_pk primary key (id),
  constraint message_variant_unique unique (message_id, name),
  constraint message_variant_message_fk foreign key (message_id) references message
);

create table campaign (
  id                bigint      generated always as identity,
  name              text        not null,
  segment_id        bigint      not null,
  message_id        bigint      not null,
  purpose           text        not null default 'marketing',
  state             text        not null default 'draft',
  scheduled_at      timestamptz,
  -- salt of the assignment: the same contact falls into the same arm however often the audience is built
  seed              text        not null,
  -- a contact's own local hours in which nothing is sent; both or none
  quiet_from        time,
  quiet_until       time,
  -- at most cap_count marketing messages over all channels in cap_window before this one; both or none
  cap_count         integer,
  cap_window        interval,
  attribution_days  integer     not null default 7,
  missed_grace      interval    not null default interval '1 hour',
  cost_centre       text,
  margin            numeric(6,5),                -- share of net revenue that is margin; null: unknown
  created_by        text        not null,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint campaign_pk primary key (id),
  constraint campaign_name_unique unique (name),
  constraint campaign_segment_fk foreign key (segment_id) references segment,
  constraint campaign_message_fk foreign key (message_id) references message,
  constraint campaign_state check (state in ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled', 'missed')),
  constraint campaign_quiet_both check ((quiet_from is null) = (quiet_until is null)),
  constraint campaign_cap_both check ((cap_count is null) = (cap_window is null)),
  constraint campaign_attribution_days check (attribution_days between 1 and 90),
  constraint campaign_margin check (margin between 0 and 1)
);

create table campaign_arm (
  campaign_id bigint   not null,
  arm         smallint not null,                 -- 1..n
  name        text     not null,
  variant_id  bigint,                            -- null: the holdout
  channel     text,                              -- null: the holdout
  weight      integer  not null,                 -- share of 10,000
  constraint campaign_arm_pk primary key (campaign_id, arm),
  constraint campaign_arm_name_unique unique (campaign_id, name),
  constraint campaign_arm_campaign_fk foreign key (campaign_id) references campaign on delete cascade,
  constraint campaign_arm_variant_fk foreign key (variant_id) references message_variant,
  constraint campaign_arm_holdout check ((variant_id is null) = (channel is null)),
  constraint campaign_arm_weight check (weight between 1 and 10000)
);

-- One execution of a campaign. Identity = (campaign, fire time): a second fire of the same instant finds the row.
create table run (
  id             integer     generated always as identity,
  campaign_id    bigint      not null,
  fire_time      timestamptz not null,
  state          text        not null,
  started_at     timestamptz not null,
  snapshot_at    timestamptz,                    -- null: the audience is not frozen yet
  targeted       integer     not null default 0,
  finished_at    timestamptz,
  resume_at      timestamptz,                    -- earliest deferred recipient, when only those are left
  -- the node that works on it and until when it may be believed alive
  node           text,
  lease_until    timestamptz,
  launches       integer     not null default 0,
  sandbox        boolean     not null default false, -- simulated providers: every figure of it is labelled so
  problem        text,                           -- why it was paused by itself, in words for a person
  constraint run_pk primary key (id),
  constraint run_identity unique (campaign_id, fire_time),
  constraint run_campaign_fk foreign key (campaign_id) references campaign,
  constraint run_state check (state in ('running', 'paused', 'finished', 'cancelled', 'missed'))
);

-- One row per targeted contact: the send ledger. The balance sheet is this table grouped by state and reason.
-- fillfactor leaves room for the two or three updates that each row sees, so that they stay on its page.
create table recipient (
  run_id              integer     not null,
  ordinal             integer     not null,      -- 1..targeted, dense
  contact_id          bigint      not null,
  arm                 smallint    not null,
  channel             text,                      -- null: the holdout
  address             text,                      -- frozen at snapshot
  country             char(2),
  language            text,
  state               text        not null,
  reason              text,
  deferred_until      timestamptz,
  attempts            smallint    not null default 0, -- sends that the provider refused for the moment
  claimed_at          timestamptz,
  lease_until         timestamptz,
  sent_at             timestamptz,
  provider_message_id text,
  failure_class       text,
  failure_code        text,
  receipt             text,
  delivered_at        timestamptz,
  read_at             timestamptz,
  price               numeric(12,6),             -- of the rate card in force when it was billed
  price_currency      char(3),
  billed_at           timestamptz,
  constraint recipient_pk primary key (run_id, ordinal),
  constraint recipient_contact_once unique (run_id, contact_id),
  constraint recipient_run_fk foreign key (run_id) references run,
  constraint recipient_state check (state in
    ('pending', 'claimed', 'sent', 'failed', 'unknown', 'skipped', 'deferred')),
  constraint recipient_receipt check (receipt in ('accepted', 'delivered', 'read', 'failed', 'expired')),
  constraint recipient_skip_has_reason check (state <> 'skipped' or reason is not null),
  constraint recipient_defer_has_time check (state <> 'deferred' or deferred_until is not null),
  constraint recipient_claim_has_lease check (state <> 'claimed' or lease_until is not null)
) with (fillfactor = 70);
create unique index recipient_by_provider_id on recipient (channel, provider_message_id)
  where provider_message_id is not null;
-- frequency caps and attribution look a person up
create index recipient_by_contact on recipient (contact_id, run_id);
