-- Attribution under several models beside the booked one.

-- What each model gives of an order document to each message of the order's journey. Per document and model the weights add up
-- to one order and the amounts to the document's revenue. The booked model stands here too, so that reports read one table;
-- what is booked is `credit`, computed with it in one transaction.
create table credit_share (
  shop_order_id bigint  not null,
  model         text    not null,
  run_id        integer not null,
  ordinal       integer not null,
  weight        integer not null,                -- millionths of the order
  minor         bigint  not null,                -- negative on a refund
  constraint credit_share_pk primary key (shop_order_id, model, run_id, ordinal),
  constraint credit_share_order_fk foreign key (shop_order_id) references shop_order on delete cascade,
  constraint credit_share_recipient_fk foreign key (run_id, ordinal) references recipient (run_id, ordinal),
  constraint credit_share_model check (model in ('last-touch', 'first-touch', 'linear', 'position', 'time-decay')),
  constraint credit_share_weight check (weight between 0 and 1000000)
);

-- reports of a range of days
create index shop_order_by_time on shop_order (placed_at);

-- Orders that were credited before there were models are computed again, once.
insert into attribution_due (contact_id)
select distinct contact_id from shop_order where contact_id is not null;
