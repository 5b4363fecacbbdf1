-- Promo codes: what a review found.

-- When a store took a use back: its order did not come about. The row stays, so that both can be told again.
alter table promo_redemption add column released_at timestamptz;

-- As before, and the order becomes due here: whoever redeemed the code for it at the same moment has not seen it, and here that
-- redemption is waited for.
create or replace function redeem_codes() returns trigger language plpgsql as $$
begin
  with matched as materialized (
    select distinct code.id, coalesce(o.contact_id, code.contact_id) as contact_id, o.id as sale_id, o.store, o.external_id, o.placed_at
    from changed used
    join shop_order o on o.id = used.shop_order_id and o.kind = 'sale'
    join promo_code code on code.code_key = upper(used.code collate "C")
  ), redeemed as (
    insert into promo_redemption (code_id, store, order_id, redeemed_at, source)
    select id, store, external_id, placed_at, 'order' from matched order by id
    on conflict on constraint promo_redemption_once do update
      set released_at = null, redeemed_at = excluded.redeemed_at, source = excluded.source
      where promo_redemption.released_at is not null
  )
  insert into attribution_due (contact_id, sale_id)
  select distinct contact_id, sale_id from matched where contact_id is not null;
  return null;
end $$;

-- As before, of what tills tell and take back. The sale of a customer whom nobody knows waits under the person whose code it was.
create or replace function redemption_due() returns trigger language plpgsql as $$
begin
  insert into attribution_due (contact_id, sale_id)
  select coalesce(o.contact_id, code.contact_id), o.id
  from changed used
  join promo_code code on code.id = used.code_id
  join shop_order o on o.store = used.store and o.external_id = used.order_id and o.kind = 'sale'
  where used.source = 'store' and coalesce(o.contact_id, code.contact_id) is not null;
  if tg_op = 'UPDATE' then
    insert into judgement_due (campaign_id, since)
    select distinct campaign_id, now() from changed where released_at is not null and campaign_id is not null
    on conflict do nothing;
  end if;
  return null;
end $$;

-- As before, of uses that stand.
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
  join promo_redemption used on used.store = sale.store and used.order_id = sale.external_id and used.released_at is null
  join promo_code code on code.id = used.code_id
  where sale.contact_id is null and code.contact_id is not null;
  return null;
end $$;

-- A partial one, which is nobody's key: giving a code to somebody keeps no use of it out.
alter table promo_code drop constraint promo_code_one_a_person;
create unique index promo_code_one_a_person on promo_code (campaign_id, contact_id) where contact_id is not null;

-- The campaign of the code, so that its uses are found without all its codes; null: nobody had the code, and nobody gets it.
alter table promo_redemption
  add column campaign_id bigint,
  add constraint promo_redemption_campaign_fk foreign key (campaign_id) references campaign;
update promo_redemption used set campaign_id = code.campaign_id from promo_code code where code.id = used.code_id;
create index promo_redemption_by_campaign on promo_redemption (campaign_id) where campaign_id is not null;

-- The lock is for whoever gives the code to somebody at the same moment: the one comes before or after the other.
create function campaign_of_redemption() returns trigger language plpgsql as $$
begin
  select campaign_id into new.campaign_id from promo_code where id = new.code_id for share;
  return new;
end $$;
create trigger promo_redemption_campaign before insert on promo_redemption
  for each row execute function campaign_of_redemption();

-- Campaigns whose codes were used by customers who are known since they were last judged (shared_codes). They wait for an hour, so
-- that one at the threshold does not go to and fro with each order.
create table judgement_due (
  campaign_id bigint      not null,
  since       timestamptz not null,
  constraint judgement_due_pk primary key (campaign_id),
  constraint judgement_due_campaign_fk foreign key (campaign_id) references campaign on delete cascade
);
create index judgement_due_since on judgement_due (since);

create trigger promo_redemption_updated after update on promo_redemption
  referencing new table as changed for each statement execute function redemption_due();

-- What the codes that people have were used for, one row a use.
-- used_by: the recipient, whose code it is, another person, or a customer whom nobody knows, who may be either; of a use whose
-- order is not known yet (sale_id is null) nobody knows whose it is.
-- verdict: what the offer says of it; the earliest uses are within its limit. Of earlier uses only as many are looked for as the limit
-- allows, since a code that went round has thousands; and where nobody asks for the verdict, none.
drop view code_use;
create view promo_use as
select redemption_id, campaign_id, contact_id, code_id, store, order_id, redeemed_at, source, sale_id, used_by,
  case
    when late then 'beyond_limit'
    when redeemed_at < valid_from then 'not_yet_valid'
    when redeemed_at >= valid_until then 'expired'
    else 'allowed'
  end as verdict
from (
  select used.id as redemption_id, used.campaign_id, code.contact_id, code.id as code_id, used.store, used.order_id,
    used.redeemed_at, used.source, o.id as sale_id, offer.valid_from, offer.valid_until,
    case when o.contact_id is null then 'unknown' when o.contact_id = code.contact_id then 'recipient' else 'another' end as used_by,
    offer.most_uses is not null and exists (
      select from promo_redemption earlier
      where earlier.code_id = used.code_id and earlier.released_at is null
        and (earlier.redeemed_at, earlier.id) < (used.redeemed_at, used.id)
      offset offer.most_uses - 1) as late
  from promo_redemption used
  join promo_code code on code.id = used.code_id and code.campaign_id = used.campaign_id
  join offer on offer.id = code.offer_id
  left join shop_order o on o.store = used.store and o.external_id = used.order_id and o.kind = 'sale'
  where used.released_at is null
) u;

-- The uses in orders that are known, which attribution goes by.
create view code_use as
select campaign_id, contact_id, code_id, sale_id, used_by from promo_use where sale_id is not null;

-- Orders with the codes of messages, by run and ordinal: whether they earn hangs on whether the message left. What is to become
-- due when that changes; nothing for campaigns without an offer.
create function codes_due(runs integer[], ordinals integer[]) returns table (contact_id bigint, sale_id bigint)
  language sql stable as $$
  select distinct used.contact_id, used.sale_id
  from unnest(runs, ordinals) as message (run_id, ordinal)
  join run on run.id = message.run_id
    and exists (select from campaign_arm arm where arm.campaign_id = run.campaign_id and arm.offer_id is not null)
  join recipient r on r.run_id = message.run_id and r.ordinal = message.ordinal
  join code_use used on used.campaign_id = run.campaign_id and used.contact_id = r.contact_id
$$;

-- Keys of stores, which may ask of promo codes and nothing else.
alter table api_key drop constraint api_key_roles;
alter table api_key add constraint api_key_roles
  check (roles <@ array['marketer', 'analyst', 'finance', 'agent', 'admin', 'store'] and roles <> '{}');

-- The offer whose pool ran empty, where that is why a run is paused: it goes on when codes are brought.
alter table run
  add column lacks_codes_of bigint,
  add constraint run_lacks_codes_of_fk foreign key (lacks_codes_of) references offer,
  add constraint run_lacks_codes check (lacks_codes_of is null or state = 'paused');
create index run_lacking_codes on run (lacks_codes_of) where lacks_codes_of is not null;
