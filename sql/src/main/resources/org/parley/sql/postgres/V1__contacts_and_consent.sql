-- People, how they can be reached, and what they agreed to.
-- Personal data lives here and nowhere else: ClickHouse sees a contact's number and nothing that names them.

create table contact (
  id          bigint      generated always as identity,
  external_id text        not null,
  first_name  text,
  last_name   text,
  email       text,
  phone       text,                              -- E.164
  country     char(2),                           -- ISO 3166-1 alpha-2
  language    text,                              -- BCP 47
  time_zone   text,                              -- IANA name
  tags        text[]      not null default '{}',
  attributes  jsonb       not null default '{}', -- name -> typed value, see attribute_definition
  preferred_channel text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint contact_pk primary key (id),
  constraint contact_external_id_unique unique (external_id),
  constraint contact_attributes_object check (jsonb_typeof(attributes) = 'object')
);

-- The type of a contact's further column is fixed by its first import, so that one attribute is never a number
-- for some contacts and a text for others.
create table attribute_definition (
  name       text        not null,
  type       text        not null,
  created_at timestamptz not null default now(),
  constraint attribute_definition_pk primary key (name),
  constraint attribute_definition_type check (type in ('text', 'number', 'boolean', 'date'))
);

-- One contact may have several addresses on one channel; the lowest position is written to first.
create table address (
  id              bigint      generated always as identity,
  contact_id      bigint      not null,
  channel         text        not null,
  value           text        not null,          -- E.164, mailbox, or the provider's id of the person
  position        smallint    not null default 1,
  state           text        not null default 'active',
  state_reason    text,
  last_inbound_at timestamptz,                    -- opens the channel's service window
  constraint address_pk primary key (id),
  constraint address_contact_fk foreign key (contact_id) references contact on delete cascade,
  constraint address_unique unique (contact_id, channel, value),
  constraint address_state check (state in ('active', 'invalid', 'blocked'))
);
create index address_by_value on address (channel, value);

-- The consent ledger: append-only, one row a grant or a withdrawal, with what proves it.
create table consent_event (
  id          bigint      generated always as identity,
  contact_id  bigint      not null,
  channel     text        not null,
  purpose     text        not null,
  state       text        not null,
  occurred_at timestamptz not null,
  source      text        not null,              -- form, import, reply, provider, one-click, ...
  method      text,
  wording     text,                              -- exactly what the person was told
  evidence    text,                              -- page, message id, document reference
  recorded_at timestamptz not null default now(),
  constraint consent_event_pk primary key (id),
  constraint consent_event_contact_fk foreign key (contact_id) references contact on delete cascade,
  constraint consent_event_state check (state in ('granted', 'withdrawn')),
  -- the same fact told twice is one fact
  constraint consent_event_unique unique (contact_id, channel, purpose, state, occurred_at, source)
);

-- The fold of the ledger: latest event wins, a withdrawal wins a tie. Kept by the trigger below, so that no writer can
-- forget it; the claim of a recipient reads this one row.
create table consent (
  contact_id  bigint      not null,
  channel     text        not null,
  purpose     text        not null,
  state       text        not null,
  occurred_at timestamptz not null,
  event_id    bigint      not null,
  constraint consent_pk primary key (contact_id, channel, purpose),
  constraint consent_contact_fk foreign key (contact_id) references contact on delete cascade,
  constraint consent_event_fk foreign key (event_id) references consent_event
);

create function fold_consent() returns trigger language plpgsql as $$
begin
  insert into consent as c (contact_id, channel, purpose, state, occurred_at, event_id)
  select distinct on (contact_id, channel, purpose) contact_id, channel, purpose, state, occurred_at, id
  from inserted
  order by contact_id, channel, purpose, occurred_at desc, (state = 'withdrawn') desc, id desc
  on conflict (contact_id, channel, purpose) do update
    set state = excluded.state, occurred_at = excluded.occurred_at, event_id = excluded.event_id
    where excluded.occurred_at > c.occurred_at
       or (excluded.occurred_at = c.occurred_at and excluded.state = 'withdrawn');
  return null;
end $$;

create trigger consent_event_fold after insert on consent_event
  referencing new table as inserted for each statement execute function fold_consent();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger consent_event_append_only before update on consent_event
  for each row execute function refuse_change();

-- Addresses that must not be written to, whatever a consent says. Keyed by HMAC-SHA256 of the normalised address, so that
-- it outlives the erasure of the person.
create table suppression (
  channel     text        not null,
  address_key bytea       not null,
  reason      text        not null,              -- bounced, complained, blocked, do_not_contact
  since       timestamptz not null default now(),
  constraint suppression_pk primary key (channel, address_key),
  constraint suppression_key_length check (octet_length(address_key) = 32)
);
