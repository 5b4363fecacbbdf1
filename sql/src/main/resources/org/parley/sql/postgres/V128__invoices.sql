-- Invoices of providers, held against what was accrued by rate cards, and the true-ups that bring the books from the one to the
-- other. Nothing here is ever changed: what was accepted is undone by an entry with the opposite amounts.

-- Mappings of files of invoices, sent right before the file itself.
create table invoice_mapping (
  id         bigint      generated always as identity,
  mapping    jsonb       not null,
  created_by text        not null,
  created_at timestamptz not null,
  constraint invoice_mapping_pk primary key (id)
);
create trigger invoice_mapping_append_only before update or delete on invoice_mapping
  for each row execute function refuse_change();
create trigger invoice_mapping_never_emptied before truncate on invoice_mapping
  for each statement execute function refuse_change();

create table invoice (
  id           bigint      generated always as identity,
  vendor       text        not null,
  number       text        not null,
  currency     text        not null,
  period_from  date        not null,
  period_to    date        not null,               -- inclusive, as invoices say it
  total_minor  bigint      not null,               -- before tax; negative: a credit note
  tax_minor    bigint      not null,
  lines        integer     not null,
  per_message  boolean     not null,               -- a usage file: one line a message
  mapping_id   bigint      not null,               -- that read the file
  file_name    text        not null,
  sha256       text        not null,               -- of all that was told: head, mapping and file
  imported_by  text        not null,
  imported_at  timestamptz not null,
  constraint invoice_pk primary key (id),
  constraint invoice_mapping_fk foreign key (mapping_id) references invoice_mapping,
  constraint invoice_period check (period_from <= period_to)
);
create unique index invoice_told_once on invoice (lower(vendor), number);
create trigger invoice_append_only before update or delete on invoice
  for each row execute function refuse_change();
create trigger invoice_never_emptied before truncate on invoice
  for each statement execute function refuse_change();

-- What a line leaves open ('') it says of all.
create table invoice_line (
  invoice_id bigint        not null,
  line       bigint        not null,               -- in the file
  month      date          not null,               -- of the messages
  account    text          not null,
  channel    text          not null,
  country    text          not null,
  category   text          not null,
  message_id text,                                 -- the provider's; null: the line is of many messages
  quantity   bigint        not null,
  unit_price numeric(18,6),
  amount     numeric(20,6) not null,               -- before tax
  constraint invoice_line_pk primary key (invoice_id, line),
  constraint invoice_line_invoice_fk foreign key (invoice_id) references invoice
);
create index invoice_line_by_message on invoice_line (channel, message_id, invoice_id) where message_id is not null;
create trigger invoice_line_append_only before update or delete on invoice_line
  for each row execute function refuse_change();
create trigger invoice_line_never_emptied before truncate on invoice_line
  for each statement execute function refuse_change();

-- An acceptance, or the undoing of one.
create table invoice_entry (
  id               bigint      generated always as identity,
  invoice_id       bigint      not null,
  reverses         bigint,                         -- null: an acceptance
  reconciliation   jsonb       not null,           -- as it was shown and accepted
  release_unbilled boolean     not null,           -- what was accrued and not invoiced was taken back too
  reason           text,                           -- of a reversal
  booked_by        text        not null,
  booked_at        timestamptz not null,
  constraint invoice_entry_pk primary key (id),
  constraint invoice_entry_invoice_fk foreign key (invoice_id) references invoice,
  constraint invoice_entry_reverses_fk foreign key (reverses) references invoice_entry,
  constraint invoice_entry_reversed_once unique (reverses),
  constraint invoice_entry_reason check ((reverses is null) = (reason is null))
);
create index invoice_entry_by_invoice on invoice_entry (invoice_id);
create trigger invoice_entry_append_only before update or delete on invoice_entry
  for each row execute function refuse_change();
create trigger invoice_entry_never_emptied before truncate on invoice_entry
  for each statement execute function refuse_change();

-- What an entry says of the messages of an arm to a country on a day: this much of the invoice is theirs, so much was accrued for
-- them, the difference is the true-up. By days, since periods of invoices begin and end with one.
create table invoice_booking (
  entry_id       bigint      not null,
  run_id         integer     not null,
  arm            smallint    not null,
  channel        text        not null,
  country        text        not null,
  day            date        not null,             -- of their bills, in the business zone
  first_at       timestamptz not null,             -- of their bills: the first one says to which month the true-up belongs
  last_at        timestamptz not null,
  messages       bigint      not null,             -- whose accrual is settled
  accrued_minor  bigint      not null,
  invoiced_minor bigint      not null,
  true_up_minor  bigint      not null generated always as (invoiced_minor - accrued_minor) stored,
  constraint invoice_booking_pk primary key (entry_id, run_id, arm, channel, country, day),
  constraint invoice_booking_entry_fk foreign key (entry_id) references invoice_entry,
  constraint invoice_booking_run_fk foreign key (run_id) references run
);
create index invoice_booking_by_run on invoice_booking (run_id);
create trigger invoice_booking_append_only before update or delete on invoice_booking
  for each row execute function refuse_change();
create trigger invoice_booking_never_emptied before truncate on invoice_booking
  for each statement execute function refuse_change();

-- Campaigns that other tools sent are not ours to be invoiced for; simulated runs are, to try it, as long as there are no live ones.
create view invoiceable_run as
select id, campaign_id, started_at
from run
where source is null and sandbox = not exists (
  select from run live
  where not live.sandbox and live.source is null and live.started_at is not null);

-- What was sent in them, whether it counts or was left for another step.
create view invoiceable_message as
select m.run_id, m.ordinal, m.arm::int as arm, coalesce(s.account, '') as account, m.channel, coalesce(m.country::text, '') as country,
  m.provider_message_id, m.price, m.price_currency::text as currency, m.billed_at,
  coalesce(m.billed_at, m.sent_at, m.claimed_at, run.started_at) as at
from (
  select run_id, ordinal, arm, channel, country, provider_message_id, price, price_currency, billed_at, sent_at, claimed_at
  from recipient
  union all
  select a.run_id, a.ordinal, r.arm, a.channel, r.country, a.provider_message_id, a.price, a.price_currency, a.billed_at, a.sent_at,
    a.claimed_at
  from recipient_attempt a
  join recipient r on r.run_id = a.run_id and r.ordinal = a.ordinal
) m
join invoiceable_run run on run.id = m.run_id
left join arm_step s on s.campaign_id = run.campaign_id and s.arm = m.arm and s.channel = m.channel;

-- Lines of closed months that come from an invoice say which.
alter table period_line
  add column vendor      text,
  add column invoice_ref text,
  add column reversal    boolean,
  add constraint period_line_invoiced check (num_nonnulls(vendor, invoice_ref, reversal) in (0, 3));
