-- Shops that tell their orders by signed webhook. What they sign with lies sealed under the keyset outside of the database, as
-- the credentials of sender accounts do; a row copied under another name is worth nothing (associated data).
create table shop (
  id               bigint      generated always as identity,
  kind             text        not null,            -- whose form its webhooks have
  name             text        not null,            -- stands in the webhook address; the `store` of its orders
  state            text        not null default 'open',
  sealed           bytea       not null,
  sealed_before    bytea,                           -- the secret before the last change
  before_until     timestamptz,                     -- until when that one is still taken
  received         bigint      not null default 0,  -- authentic and readable
  ignored          bigint      not null default 0,  -- of these: told nothing that we record
  refused          bigint      not null default 0,  -- orders and refunds that contradict what is recorded
  last_received_at timestamptz,
  last_refusal     text,
  created_by       text        not null,
  created_at       timestamptz not null,
  changed_at       timestamptz not null,
  constraint shop_pk primary key (id),
  constraint shop_name_unique unique (name),
  constraint shop_state_known check (state in ('open', 'closed')),
  constraint shop_before_whole check ((sealed_before is null) = (before_until is null))
);

-- Refunds and cancellations that came before their order. They are recorded with it, when it comes.
create table waiting_refund (
  store       text        not null,
  refund_id   text        not null,
  order_id    text        not null,
  amount      numeric(20,6),                        -- null: all that is left, a cancellation
  currency    char(3),                              -- null: the order's
  refunded_at timestamptz not null,
  reason      text,
  source      text        not null,
  heard_at    timestamptz not null default now(),
  constraint waiting_refund_pk primary key (store, refund_id)
);
create index waiting_refund_by_order on waiting_refund (store, order_id, refunded_at);
