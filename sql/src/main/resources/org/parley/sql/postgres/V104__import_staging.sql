-- What imports need: the waiting room of a file's rows, and the one rule by which orders find their customer.
--
-- A file is first read to its end into these tables and only then applied, in slices of set-based statements. So a file that
-- turns out to be broken leaves nothing behind, and a crash costs one slice. Each import has partitions of its own, made at its
-- start and dropped at its end: no delete, no bloat, no vacuum. They are logged tables on purpose: a restart counts on what the
-- job metadata says is there, and PostgreSQL empties unlogged tables when it recovers from a crash.

create table import_contact_row (
  import_id         bigint not null,
  line              bigint not null,
  external_id       text   not null,
  first_name        text,
  last_name         text,
  email             text,
  phone             text,
  country           char(2),
  language          text,
  time_zone         text,
  tags              text[],
  attributes        jsonb  not null,
  preferred_channel text,
  address_channels  text[] not null,              -- in the order in which they are written to, per channel
  address_values    text[] not null
) partition by list (import_id);
create index import_contact_row_by_line on import_contact_row (line);
create index import_contact_row_by_external_id on import_contact_row (external_id, line);

create table import_consent_row (
  import_id   bigint      not null,
  line        bigint      not null,
  external_id text        not null,
  channel     text        not null,
  purpose     text        not null,
  state       text        not null,
  occurred_at timestamptz not null,
  source      text        not null,
  method      text,
  wording     text,
  evidence    text
) partition by list (import_id);
create index import_consent_row_by_line on import_consent_row (line);

create table import_order_row (
  import_id    bigint   not null,
  line         bigint   not null,
  store        text     not null,
  order_id     text     not null,
  bad          boolean  not null,                  -- rejected for itself; stays here to keep its order out
  kind         text,
  refund_of    text,
  customer_ref text,
  email        text,
  phone        text,
  placed_at    timestamptz,
  currency     char(3),
  digits       smallint,                           -- of the currency's minor unit
  country      char(2),
  country_name text,
  sku          text,
  description  text,
  quantity     numeric(18,3),
  unit_price   numeric(18,6)
) partition by list (import_id);
create index import_order_row_by_order on import_order_row (store, order_id, line);

-- The orders of a file, numbered so that a slice is a range.
create table import_order (
  import_id    bigint      not null,
  seq          integer     not null,
  store        text        not null,
  order_id     text        not null,
  lines        integer     not null,
  kind         text,
  refund_of    text,
  customer_ref text,
  email        text,
  phone        text,
  placed_at    timestamptz,
  currency     char(3),
  country      char(2),
  country_name text,
  revenue      numeric,
  digits       smallint,
  column_name  text,                               -- where the reason is found
  reason       text                                -- why the whole order is refused
) partition by list (import_id);
create index import_order_by_seq on import_order (seq);

-- What goes to the reject file. Never a value of the file: it may be personal.
create table import_reject (
  id          bigint  generated always as identity,
  import_id   bigint  not null,
  line        bigint  not null,
  column_name text    not null,
  reason      text    not null,
  whole_row   boolean not null                     -- false: the row landed without this column
) partition by list (import_id);
create index import_reject_by_line on import_reject (line, id);

-- What the shop calls the country, beside the ISO code, since some are none ("Channel Islands", "Unspecified").
alter table shop_order add column country_name text;

create index contact_by_email on contact (email) where email is not null;
create index contact_by_phone on contact (phone) where phone is not null;

-- Whose order it is: the company's own number of the person, else the mailbox, else the phone. What fits more than one
-- person fits nobody: the order stays unmatched.
create function match_contact(of_external_id text, of_email text, of_phone text) returns bigint language sql stable as $$
  select case
    when known.id is not null then known.id
    when by_email.people > 0 then case when by_email.people = 1 then by_email.id end
    when by_phone.people = 1 then by_phone.id
  end
  from (select (select id from contact where external_id = of_external_id) as id) known,
       (select count(*) as people, min(id) as id from contact where email = of_email) by_email,
       (select count(*) as people, min(id) as id from contact where phone = of_phone) by_phone
$$;
