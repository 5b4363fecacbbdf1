-- Orders and refunds. Amounts are kept twice on purpose: exact as received (line.amount), and rounded once per
-- document to the currency's minor unit (shop_order.revenue_minor), which is what every report sums.

create table shop_order (
  id             bigint        generated always as identity,
  store          text          not null,
  external_id    text          not null,          -- the shop's own number; for a refund, the refund's number
  kind           text          not null,
  refund_of      text,                            -- external_id of the sale, where the shop says it
  contact_id     bigint,                          -- null: unmatched, kept and shown, never spread
  customer_ref   text,                            -- what the shop calls the customer
  placed_at      timestamptz   not null,
  country        char(2),
  currency       char(3)       not null,
  revenue        numeric(20,6) not null,          -- net of discount, tax and shipping; negative on a refund
  revenue_minor  bigint        not null,
  source         text          not null,          -- api, import, sandbox
  recorded_at    timestamptz   not null default now(),
  constraint shop_order_pk primary key (id),
  constraint shop_order_unique unique (store, external_id),
  constraint shop_order_contact_fk foreign key (contact_id) references contact on delete set null,
  constraint shop_order_kind check (kind in ('sale', 'refund', 'adjustment')),
  constraint shop_order_external_id_given check (external_id <> '')
);
create index shop_order_by_contact on shop_order (contact_id, placed_at);
create index shop_order_by_original on shop_order (store, refund_of) where refund_of is not null;

create table shop_order_line (
  shop_order_id bigint        not null,
  line_no       integer       not null,
  sku           text          not null,
  description   text,
  quantity      numeric(18,3) not null,
  unit_price    numeric(18,6) not null,
  amount        numeric(20,6) not null generated always as (quantity * unit_price) stored,
  constraint shop_order_line_pk primary key (shop_order_id, line_no),
  constraint shop_order_line_order_fk foreign key (shop_order_id) references shop_order on delete cascade
);

-- What a provider charges for a message, from a day on. The most specific row in force wins: country before any country,
-- then the latest day.
create table rate_card (
  id             bigint        generated always as identity,
  channel        text          not null,
  country        char(2),
  category       text          not null default 'marketing',
  billed_on      text          not null,
  price          numeric(12,6) not null,
  currency       char(3)       not null,
  vendor         text          not null,
  effective_from date          not null,
  constraint rate_card_pk primary key (id),
  constraint rate_card_unique unique nulls not distinct (channel, country, category, effective_from),
  constraint rate_card_billed_on check (billed_on in ('sent', 'delivered')),
  constraint rate_card_price check (price >= 0)
);

create function rate_at(of_channel text, of_country char(2), of_category text, at timestamptz)
  returns setof rate_card language sql stable rows 1 as $$
  select * from rate_card
  where channel = of_channel and category = of_category
    and (country is null or country = of_country)
    and effective_from <= (at at time zone 'UTC')::date
  order by country nulls last, effective_from desc
  limit 1
$$;

-- Daily exchange rates: 1 unit of `currency` is worth `rate` units of `reporting`.
create table fx_rate (
  currency  char(3)        not null,
  reporting char(3)        not null,
  rate_date date           not null,
  rate      numeric(20,10) not null,
  source    text           not null,
  constraint fx_rate_pk primary key (currency, reporting, rate_date),
  constraint fx_rate_positive check (rate > 0)
);
