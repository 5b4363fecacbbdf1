-- Offers with personal promo codes: what was given to whom, what shops say was used, and what that makes due for attribution.

create table offer (
  id          bigint      generated always as identity,
  name        text        not null,
  source      text        not null,
  -- of codes made here: what they begin with, and how many drawn characters follow; of a pool the codes are what was brought
  prefix      text,
  length      smallint,
  most_uses   integer     not null default 1,     -- orders in which one code may be redeemed
  -- codes are good in [valid_from, valid_until); null: no bound
  valid_from  timestamptz,
  valid_until timestamptz,
  created_by  text        not null,
  created_at  timestamptz not null,
  constraint offer_pk primary key (id),
  constraint offer_name_unique unique (name),
  constraint offer_source check (source in ('made', 'pool')),
  constraint offer_made check ((source = 'made') = (prefix is not null) and (source = 'made') = (length is not null)),
  constraint offer_length check (length between 10 and 32),
  constraint offer_most_uses check (most_uses between 1 and 1000000),
  constraint offer_valid check (valid_from < valid_until)
);

-- A code is one person's in one campaign, whatever becomes of the message, or waits in a pool for somebody. No two codes of the
-- whole company differ in case only, since people type them as they like. Like the ledger, it keeps the number of a contact who
-- is gone.
create table promo_code (
  id          bigint      generated always as identity,
  offer_id    bigint      not null,
  code        text        not null,
  code_key    text        not null generated always as (upper(code collate "C")) stored,
  campaign_id bigint,
  contact_id  bigint,
  issued_at   timestamptz,                        -- when its message was claimed to be sent for the first time
  constraint promo_code_pk primary key (id),
  constraint promo_code_key_unique unique (code_key),
  constraint promo_code_one_a_person unique (campaign_id, contact_id),
  constraint promo_code_offer_fk foreign key (offer_id) references offer,
  constraint promo_code_campaign_fk foreign key (campaign_id) references campaign,
  constraint promo_code_form check (code ~ '^[!-~]{3,64}$'),
  constraint promo_code_issued check (num_nulls(campaign_id, contact_id, issued_at) in (0, 3))
);
create index promo_code_free on promo_code (offer_id, id) where contact_id is null;
create index promo_code_of_offer on promo_code (offer_id);
create index promo_code_by_contact on promo_code (contact_id) where contact_id is not null;

alter table campaign_arm
  add column offer_id bigint,                     -- null: its message gives nobody a code
  add constraint campaign_arm_offer_fk foreign key (offer_id) references offer,
  add constraint campaign_arm_offer_sent check (offer_id is null or variant_id is not null);

-- The codes that an order was placed with, as the shop spells them; most are nobody's personal code.
create table shop_order_code (
  shop_order_id bigint not null,
  code          text   not null,
  constraint shop_order_code_pk primary key (shop_order_id, code),
  constraint shop_order_code_order_fk foreign key (shop_order_id) references shop_order on delete cascade
);

create index shop_order_code_key on shop_order_code (upper(code collate "C"));

-- A code used in an order, once however often it is told: by a store that asked first, or by the order itself. Facts are not
-- refused: what was used too often or too late stands here too.
create table promo_redemption (
  id          bigint      generated always as identity,
  code_id     bigint      not null,
  store       text        not null,
  order_id    text        not null,               -- the shop's own number; the order itself may not be known yet
  redeemed_at timestamptz not null,
  source      text        not null,
  constraint promo_redemption_pk primary key (id),
  constraint promo_redemption_once unique (code_id, store, order_id),
  constraint promo_redemption_code_fk foreign key (code_id) references promo_code,
  constraint promo_redemption_source check (source in ('store', 'order'))
);
create index promo_redemption_by_order on promo_redemption (store, order_id);

-- By trigger, so that no way by which orders come can forget it.
create function redeem_codes() returns trigger language plpgsql as $$
begin
  insert into promo_redemption (code_id, store, order_id, redeemed_at, source)
  select distinct code.id, o.store, o.external_id, o.placed_at, 'order'
  from changed used
  join shop_order o on o.id = used.shop_order_id and o.kind = 'sale'
  join promo_code code on code.code_key = upper(used.code collate "C")
  order by code.id
  on conflict on constraint promo_redemption_once do nothing;
  return null;
end $$;
create trigger shop_order_code_inserted after insert on shop_order_code
  referencing new table as changed for each statement execute function redeem_codes();

-- The sale of a customer whom nobody knows waits under the person whose code it was.
create function redemption_due() returns trigger language plpgsql as $$
begin
  insert into attribution_due (contact_id, sale_id)
  select coalesce(o.contact_id, code.contact_id), o.id
  from changed used
  join promo_code code on code.id = used.code_id
  join shop_order o on o.store = used.store and o.external_id = used.order_id and o.kind = 'sale'
  where coalesce(o.contact_id, code.contact_id) is not null;
  return null;
end $$;
create trigger promo_redemption_inserted after insert on promo_redemption
  referencing new table as changed for each statement execute function redemption_due();

-- As before, and sales of customers whom nobody knows, where a code was used.
create or replace function mirror_order() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select 'order', id from changed;
  with sale as (
    select id, contact_id, store, external_id from changed where kind = 'sale'
    union
    select sale.id, sale.contact_id, sale.store, sale.external_id from changed c
    join shop_order sale on sale.store = c.store and sale.external_id = c.refund_of and sale.kind = 'sale'
    where c.kind = 'refund'
  )
  insert into attribution_due (contact_id, sale_id)
  select contact_id, id from sale where contact_id is not null
  union
  select code.contact_id, sale.id
  from sale
  join promo_redemption used on used.store = sale.store and used.order_id = sale.external_id
  join promo_code code on code.id = used.code_id
  where sale.contact_id is null and code.contact_id is not null;
  return null;
end $$;

-- Campaigns so many of whose codes were used by others that a code no longer tells whose message it was. Kept by attribution,
-- which sees by it when that changes and all orders with codes of the campaign are to be credited anew.
create table shared_codes (
  campaign_id bigint not null,
  constraint shared_codes_pk primary key (campaign_id),
  constraint shared_codes_campaign_fk foreign key (campaign_id) references campaign on delete cascade
);

-- What the codes of a campaign were used for: one row an order that is known.
-- by: the person whose code it is, another person, or a customer whom nobody knows, who may be either.
create view code_use as
select code.campaign_id, code.contact_id, code.id as code_id, o.id as sale_id,
  case when o.contact_id is null then 'unknown' when o.contact_id = code.contact_id then 'owner' else 'other' end as used_by
from promo_code code
join promo_redemption used on used.code_id = code.id
join shop_order o on o.store = used.store and o.external_id = used.order_id and o.kind = 'sale'
where code.contact_id is not null;

-- Orders that a code earned are lines of their own in the books: their window is another.
alter table period_line drop constraint period_line_credited_by;
alter table period_line add constraint period_line_credited_by
  check (credited_by in ('code', 'touch', 'read', 'delivered', 'reported'));

-- The codes of imported orders, the same on all lines of an order.
alter table import_order_row add column codes text[];
alter table import_order add column codes text[];
