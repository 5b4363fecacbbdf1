-- Failover: an arm may name further channels. A person of the arm is written to on one of them at a time; who cannot be reached
-- there moves on to the next. The ledger row is the attempt that counts; the others are kept beside it.

-- The channel of an arm itself is its first step; these are the rest, 2..4. Four, since a link's token carries its step in two bits.
create table campaign_arm_step (
  campaign_id bigint   not null,
  arm         smallint not null,
  step        smallint not null,
  channel     text     not null,
  account     text,                              -- null: the channel's first
  constraint campaign_arm_step_pk primary key (campaign_id, arm, step),
  constraint campaign_arm_step_arm_fk foreign key (campaign_id, arm) references campaign_arm on delete cascade,
  -- nobody gets it twice on one channel
  constraint campaign_arm_step_channel_once unique (campaign_id, arm, channel),
  constraint campaign_arm_step_range check (step between 2 and 4)
);

alter table campaign_arm
  add column account        text,                -- of the first step; null: the channel's first
  add column fallback_after interval,            -- without a delivery receipt for so long the next step is tried; null: one step
  add constraint campaign_arm_fallback_after check (fallback_after between interval '1 minute' and interval '7 days');

create view arm_step as
select campaign_id, arm, smallint '1' as step, channel, account from campaign_arm where channel is not null
union all
select campaign_id, arm, step, channel, account from campaign_arm_step;

alter table recipient
  add column step         smallint not null default 1,
  -- when it moves on to the next step unless it is delivered before; null: it will not
  add column fall_back_at timestamptz;
create index recipient_to_fall_back on recipient (run_id, fall_back_at) where fall_back_at is not null;

-- Attempts at a person that do not count: left for another step. Same columns and same meaning as on the ledger row. Read and
-- written only while the ledger row is locked.
create table recipient_attempt (
  run_id              integer     not null,
  ordinal             integer     not null,
  step                smallint    not null,
  channel             text        not null,
  account             text,
  address             text,
  state               text        not null,
  reason              text,
  attempts            smallint    not null default 0,
  claimed_at          timestamptz,
  sent_at             timestamptz,
  provider_message_id text,
  failure_class       text,
  failure_code        text,
  receipt             text,
  delivered_at        timestamptz,
  read_at             timestamptz,
  failed_at           timestamptz,
  expired_at          timestamptz,
  opted_out_at        timestamptz,
  price               numeric(12,6),
  price_currency      char(3),
  billed_at           timestamptz,
  left_because        text        not null,
  superseded_at       timestamptz not null,
  constraint recipient_attempt_pk primary key (run_id, ordinal, step),
  constraint recipient_attempt_recipient_fk foreign key (run_id, ordinal) references recipient on delete cascade,
  constraint recipient_attempt_channel_once unique (run_id, ordinal, channel),
  constraint recipient_attempt_state check (state in ('sent', 'failed', 'unknown', 'skipped'))
);
create unique index recipient_attempt_by_provider_id on recipient_attempt (channel, provider_message_id)
  where provider_message_id is not null;

-- Which attempt counts. Of those that were delivered the one that was delivered first, by the provider's clock; else the
-- present one. A present step that was never tried gives way to an attempt that proved delivered, to one that the person
-- answered by a withdrawal, and, where it is skipped for good, to the last one that was made. So the choice depends on what is
-- known of the attempts, not on the order in which it became known. A row that dispatch works on is left alone: it is asked
-- for again when its outcome is written.
create function count_delivering_attempt(runs integer[], ordinals integer[], at timestamptz) returns bigint
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
      sent_at, provider_message_id, failure_class, failure_code, receipt, delivered_at, read_at, failed_at, expired_at,
      opted_out_at, price, price_currency, billed_at, left_because, superseded_at)
    select p.run_id, p.ordinal, p.step, p.channel, s.account, p.address, p.state, p.reason, p.attempts, p.claimed_at,
      p.sent_at, p.provider_message_id, p.failure_class, p.failure_code, p.receipt, p.delivered_at, p.read_at, p.failed_at,
      p.expired_at, p.opted_out_at, p.price, p.price_currency, p.billed_at,
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
      receipt = b.receipt, delivered_at = b.delivered_at, read_at = b.read_at, failed_at = b.failed_at,
      expired_at = b.expired_at, opted_out_at = b.opted_out_at, price = b.price, price_currency = b.price_currency,
      billed_at = b.billed_at
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

-- The same for everybody of a run who has several attempts.
create function count_delivering_attempts(of_run integer, at timestamptz) returns bigint
language sql volatile as $$
  select count_delivering_attempt(array_agg(run_id), array_agg(ordinal), $2)
  from (select distinct run_id, ordinal from recipient_attempt where run_id = of_run) several
  having count(*) > 0
$$;

alter table event_outbox drop constraint event_outbox_kind;
alter table event_outbox add constraint event_outbox_kind check (kind in ('assigned', 'skipped', 'deferred', 'sent', 'failed',
  'unknown', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'expired', 'billed', 'fell_back', 'taken_back'));

-- When a provider last said that there is no such address. It is invalid while the person has not written from it since.
alter table address add column gone_at timestamptz;
