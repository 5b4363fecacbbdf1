-- Promo codes: what a review found.

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
    on conflict on constraint promo_redemption_once do nothing
  )
  insert into attribution_due (contact_id, sale_id)
  select distinct contact_id, sale_id from matched where contact_id is not null;
  return null;
end $$;

-- As before, of what tills tell. The sale of a customer whom nobody knows waits under the person whose code it was.
create or replace function redemption_due() returns trigger language plpgsql as $$
begin
  insert into attribution_due (contact_id, sale_id)
  select coalesce(o.contact_id, code.contact_id), o.id
  from changed used
  join promo_code code on code.id = used.code_id
  join shop_order o on o.store = used.store and o.external_id = used.order_id and o.kind = 'sale'
  where used.source = 'store' and coalesce(o.contact_id, code.contact_id) is not null;
  return null;
end $$;

-- A partial one, which is nobody's key: giving a code to somebody keeps no use of it out.
alter table promo_code drop constraint promo_code_one_a_person;
create unique index promo_code_one_a_person on promo_code (campaign_id, contact_id) where contact_id is not null;
