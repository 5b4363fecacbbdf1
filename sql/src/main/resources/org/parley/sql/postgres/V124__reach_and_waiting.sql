-- What a new touch or document makes due for attribution, and what shops are told about webhooks and refunds that came to nothing.

-- A new touch concerns the sales that it can reach, a new document its own sale. The person's other sales keep the credit that
-- they were given, whatever settings have become since. An entry with neither stands for all sales of the person.
alter table attribution_due
  add column touch_id bigint,
  add column sale_id  bigint,
  add constraint attribution_due_of_one check (num_nonnulls(touch_id, sale_id) <= 1);

create or replace function touch_due() returns trigger language plpgsql as $$
begin
  insert into attribution_due (contact_id, touch_id) select contact_id, id from changed;
  return null;
end $$;

-- As before, and by sale: a refund makes its sale due.
create or replace function mirror_order() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select 'order', id from changed;
  insert into attribution_due (contact_id, sale_id)
  select contact_id, id from changed where kind = 'sale' and contact_id is not null
  union
  select sale.contact_id, sale.id from changed c
  join shop_order sale on sale.store = c.store and sale.external_id = c.refund_of and sale.kind = 'sale'
  where c.kind = 'refund' and sale.contact_id is not null;
  return null;
end $$;

alter table shop
  add column unreadable bigint not null default 0;  -- authentic and not of the form: answered as refused, nothing recorded

-- Refunds that contradict the books are kept too, with the reason, and wait no more.
alter table waiting_refund
  add column refusal text;

comment on column credit_share.minor is
  'Over the messages of a document its revenue. A refund takes what is left of the order to its new split, so that with awkward weights a share of a refund may be positive.';
