-- The accounts that messages leave from. What is secret lies in `sealed`, encrypted under a keyset that is kept outside of the
-- database; the row without the keyset is worth nothing, and so is a row copied under another name (associated data).
create table sender_account (
  id             bigint      generated always as identity,
  type           text        not null,             -- kind of account: viber, twilio, ...
  channel        text        not null,
  name           text        not null,             -- stands in the webhook address
  settings       jsonb       not null,             -- the open ones
  sealed         bytea       not null,
  sends          boolean     not null default true, -- false: hears its provider out, sends nothing
  check_state    text,                             -- what the provider's who-am-I said last
  check_detail   text,
  checked_at     timestamptz,
  webhook_detail text,                             -- null: the webhook's address was never told to the provider from here
  created_by     text        not null,
  created_at     timestamptz not null default now(),
  changed_at     timestamptz not null default now(),
  constraint sender_account_pk primary key (id),
  constraint sender_account_place unique (channel, name),
  constraint sender_account_check check (check_state in ('works', 'refused', 'no_answer', 'not_offered'))
);
