-- What happens to messages: intake of webhooks, replies, clicks, and the way of every event to ClickHouse.

-- A webhook is stored as it came before it is answered, and processed afterwards.
create table webhook_delivery (
  id              bigint      generated always as identity,
  channel         text        not null,
  account         text        not null,
  received_at     timestamptz not null default now(),
  body            bytea       not null,
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null default now(),
  problem         text,
  constraint webhook_delivery_pk primary key (id)
);
create index webhook_delivery_due on webhook_delivery (next_attempt_at, id);

-- Webhooks that could not be understood or matched within their patience: kept for a person to look at.
create table webhook_dead (
  id          bigint      not null,
  channel     text        not null,
  account     text        not null,
  received_at timestamptz not null,
  body        bytea       not null,
  problem     text        not null,
  buried_at   timestamptz not null default now(),
  constraint webhook_dead_pk primary key (id)
);

-- Everything a person wrote or tapped, once per provider's id of it.
create table inbound_message (
  id                  bigint      generated always as identity,
  channel             text        not null,
  account             text        not null,
  provider_message_id text        not null,
  address             text        not null,
  contact_id          bigint,
  run_id              integer,                   -- the message that it answers, where known
  ordinal             integer,
  kind                text        not null,
  text                text,
  payload             text,                      -- of the button
  occurred_at         timestamptz not null,      -- the provider's clock
  recorded_at         timestamptz not null default now(),
  constraint inbound_message_pk primary key (id),
  constraint inbound_message_once unique (channel, account, provider_message_id),
  constraint inbound_message_contact_fk foreign key (contact_id) references contact on delete set null,
  constraint inbound_message_kind check (kind in ('text', 'button', 'stop', 'start'))
);
create index inbound_message_by_contact on inbound_message (contact_id, occurred_at);

-- Where the links of a run lead: (run, arm, index) -> address. Written at launch, read by the redirect.
create table link (
  run_id integer  not null,
  arm    smallint not null,
  index  smallint not null,
  target text     not null,
  label  text     not null,
  constraint link_pk primary key (run_id, arm, index),
  constraint link_run_fk foreign key (run_id) references run
);

-- A message event that may earn credit for an order: a human click or a reply.
create table touch (
  id         bigint      generated always as identity,
  contact_id bigint      not null,
  run_id     integer     not null,
  ordinal    integer     not null,
  kind       text        not null,
  at         timestamptz not null,
  constraint touch_pk primary key (id),
  constraint touch_kind check (kind in ('click', 'reply'))
);
create index touch_by_contact on touch (contact_id, at);

-- Contacts whose credits must be computed (again). Append-only and consumed by delete, so that a touch that commits
-- while its contact is being computed is never lost.
create table attribution_due (
  id         bigint generated always as identity,
  contact_id bigint not null,
  constraint attribution_due_pk primary key (id)
);

-- The credit of each order document under the booked model. At most one row each: last touch.
create table credit (
  shop_order_id bigint      not null,
  run_id        integer     not null,
  ordinal       integer     not null,
  touch_kind    text        not null,
  touch_at      timestamptz not null,
  model         text        not null,
  attributed_at timestamptz not null default now(),
  constraint credit_pk primary key (shop_order_id),
  constraint credit_order_fk foreign key (shop_order_id) references shop_order on delete cascade,
  constraint credit_recipient_fk foreign key (run_id, ordinal) references recipient (run_id, ordinal)
);
create index credit_by_run on credit (run_id, ordinal);

-- The outbox: every event is inserted in the transaction of the fact it tells. Rows are immutable and leave after
-- ClickHouse has them. The id is the event's id.
create table event_outbox (
  id          bigint        generated always as identity,
  kind        text          not null,
  occurred_at timestamptz   not null,
  run_id      integer       not null,
  ordinal     integer       not null,
  contact_id  bigint        not null,
  arm         smallint      not null,
  channel     text          not null default '',
  country     text          not null default '',
  language    text          not null default '',
  reason      text          not null default '', -- skip reason, failure code, reply kind
  link_index  smallint      not null default 0,
  machine     boolean       not null default false,
  price       numeric(12,6),
  currency    char(3),
  constraint event_outbox_pk primary key (id),
  constraint event_outbox_kind check (kind in ('assigned', 'skipped', 'deferred', 'sent', 'failed', 'unknown', 'delivered', 'read',
    'clicked', 'replied', 'opted_out', 'expired', 'billed'))
);

-- A frozen batch: exactly these rows under exactly this token until ClickHouse has acknowledged them. At most one open
-- batch, so that a retry is never separated from its first try by more inserts than the deduplication window holds.
create table event_batch (
  id         bigint      generated always as identity,
  event_ids  bigint[]    not null,
  frozen_at  timestamptz not null default now(),
  constraint event_batch_pk primary key (id)
);
create unique index event_batch_one_open on event_batch ((true));

-- Rows of PostgreSQL whose copy in ClickHouse is out of date. The copy is whole and versioned, so writing it twice is
-- harmless. entity: contact, order.
create table mirror_change (
  id        bigint generated always as identity,
  entity    text   not null,
  entity_id bigint not null,
  constraint mirror_change_pk primary key (id),
  constraint mirror_change_entity check (entity in ('contact', 'order'))
);

-- Mirroring by trigger, so that no writer can forget it.
create function mirror_contact() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select 'contact', id from changed;
  return null;
end $$;
create trigger contact_inserted after insert on contact
  referencing new table as changed for each statement execute function mirror_contact();
create trigger contact_updated after update on contact
  referencing new table as changed for each statement execute function mirror_contact();
create trigger contact_deleted after delete on contact
  referencing old table as changed for each statement execute function mirror_contact();

create function mirror_contact_of() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select distinct 'contact', contact_id from changed;
  return null;
end $$;
create trigger address_inserted after insert on address
  referencing new table as changed for each statement execute function mirror_contact_of();
create trigger address_updated after update on address
  referencing new table as changed for each statement execute function mirror_contact_of();
create trigger address_deleted after delete on address
  referencing old table as changed for each statement execute function mirror_contact_of();
create trigger consent_inserted after insert on consent
  referencing new table as changed for each statement execute function mirror_contact_of();
create trigger consent_updated after update on consent
  referencing new table as changed for each statement execute function mirror_contact_of();

create function mirror_order() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select 'order', id from changed;
  insert into attribution_due (contact_id) select distinct contact_id from changed where contact_id is not null;
  return null;
end $$;
create trigger shop_order_inserted after insert on shop_order
  referencing new table as changed for each statement execute function mirror_order();
create trigger shop_order_updated after update on shop_order
  referencing new table as changed for each statement execute function mirror_order();

create function mirror_order_of() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select distinct 'order', shop_order_id from changed;
  return null;
end $$;
create trigger credit_inserted after insert on credit
  referencing new table as changed for each statement execute function mirror_order_of();
create trigger credit_updated after update on credit
  referencing new table as changed for each statement execute function mirror_order_of();
create trigger credit_deleted after delete on credit
  referencing old table as changed for each statement execute function mirror_order_of();
create trigger shop_order_line_inserted after insert on shop_order_line
  referencing new table as changed for each statement execute function mirror_order_of();

create function touch_due() returns trigger language plpgsql as $$
begin
  insert into attribution_due (contact_id) select distinct contact_id from changed;
  return null;
end $$;
create trigger touch_inserted after insert on touch
  referencing new table as changed for each statement execute function touch_due();

-- Version of a mirrored row: drawn by the one shipper of the moment before it reads the rows. The number of the change would
-- not do, since changes do not commit in the order of their numbers.
create sequence mirror_version;
