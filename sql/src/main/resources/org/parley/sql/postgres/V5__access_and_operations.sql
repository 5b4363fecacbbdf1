-- Who may do what, what was done, and the bookkeeping of files that come in and go out.

create table member (
  id            bigint      generated always as identity,
  email         text        not null,
  name          text        not null,
  password_hash text        not null,
  roles         text[]      not null,
  enabled       boolean     not null default true,
  created_at    timestamptz not null default now(),
  constraint member_pk primary key (id),
  constraint member_email_unique unique (email),
  constraint member_roles check (roles <@ array['marketer', 'analyst', 'finance', 'agent', 'admin'] and roles <> '{}')
);

-- A program's key: the prefix finds it, the digest proves it. The secret itself is shown once and not kept.
create table api_key (
  id            bigint      generated always as identity,
  name          text        not null,
  prefix        text        not null,
  secret_sha256 bytea       not null,
  roles         text[]      not null,
  created_by    text        not null,
  created_at    timestamptz not null default now(),
  revoked_at    timestamptz,
  constraint api_key_pk primary key (id),
  constraint api_key_prefix_unique unique (prefix),
  constraint api_key_digest_length check (octet_length(secret_sha256) = 32),
  constraint api_key_roles check (roles <@ array['marketer', 'analyst', 'finance', 'agent', 'admin'] and roles <> '{}')
);

-- The answer that a POST with an Idempotency-Key got, to be given again.
create table idempotent_request (
  principal      text        not null,
  key            text        not null,
  request_sha256 bytea       not null,
  status         integer,                        -- null: still being worked on
  body           text,
  location       text,
  created_at     timestamptz not null default now(),
  constraint idempotent_request_pk primary key (principal, key)
);

create table audit_entry (
  id      bigint      generated always as identity,
  at      timestamptz not null default now(),
  actor   text        not null,
  action  text        not null,
  subject text        not null,
  detail  jsonb       not null default '{}',
  constraint audit_entry_pk primary key (id)
);
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();

create table import_file (
  id           bigint      generated always as identity,
  kind         text        not null,
  file_name    text        not null,
  path         text        not null,
  state        text        not null,
  size_bytes   bigint      not null,
  rows_read    bigint      not null default 0,
  rows_applied bigint      not null default 0,
  rows_rejected bigint     not null default 0,
  reject_path  text,
  problem      text,
  options      jsonb       not null default '{}',
  created_by   text        not null,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  constraint import_file_pk primary key (id),
  constraint import_file_kind check (kind in ('contacts', 'consents', 'orders', 'online-retail')),
  constraint import_file_state check (state in ('waiting', 'running', 'finished', 'failed'))
);

create table export_file (
  id            bigint      generated always as identity,
  kind          text        not null,
  parameters    jsonb       not null,
  state         text        not null,
  path          text,
  manifest_path text,
  rows          bigint,
  sha256        text,
  problem       text,
  created_by    text        not null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  constraint export_file_pk primary key (id),
  constraint export_file_state check (state in ('running', 'finished', 'failed'))
);

-- Secrets that the installation makes for itself (HMAC keys of links, the pepper of suppressions). Values are random bytes.
create table installation_secret (
  name       text        not null,
  value      bytea       not null,
  created_at timestamptz not null default now(),
  constraint installation_secret_pk primary key (name)
);
