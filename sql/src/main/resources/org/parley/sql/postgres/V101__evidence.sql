-- What makes receipts commute: every kind of evidence has a time of its own on the ledger row and only ever moves to an
-- earlier one, so state and receipt are a function of the set of webhooks and not of their order.
alter table recipient
  add column failed_at    timestamptz,           -- earliest `failed` receipt; failure_class and failure_code are of this one
  add column expired_at   timestamptz,
  add column opted_out_at timestamptz;           -- earliest withdrawal that answers this message

-- Readings told as one watermark ("seen everything until then"). Kept, since a delivery that it covers may be told later.
create table seen_receipt (
  channel text        not null,
  address text        not null,
  at      timestamptz not null,
  constraint seen_receipt_pk primary key (channel, address, at)
);

-- the latest of every conversation, newest first
create index inbound_message_by_time on inbound_message (occurred_at desc, id desc) where contact_id is not null;

-- As before, and also: a refund that names no person is due for the person of its sale.
create or replace function mirror_order() returns trigger language plpgsql as $$
begin
  insert into mirror_change (entity, entity_id) select 'order', id from changed;
  insert into attribution_due (contact_id)
  select contact_id from changed where contact_id is not null
  union
  select sale.contact_id from changed c
  join shop_order sale on sale.store = c.store and sale.external_id = c.refund_of and sale.kind = 'sale'
  where c.kind = 'refund' and sale.contact_id is not null;
  return null;
end $$;
