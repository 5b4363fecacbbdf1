-- Which times of results from elsewhere somebody told, and what their messages will be billed.

-- What a person did with a message of another tool that tells no time of it. It earns credit from the time of the send on, like
-- any touch; how long it took nobody knows.
alter table touch
  drop constraint touch_kind,
  add constraint touch_kind check (kind in ('click', 'reply', 'undated_click', 'undated_reply'));

alter table import_result
  add column sent_dated         boolean,           -- whether the file told the very time; null: it did not
  add column delivered_dated    boolean,
  add column read_dated         boolean,
  add column machine_read_dated boolean,
  add column opted_out_dated    boolean;

alter table import_result_row
  add column order_number text,                    -- of a conversion that is to land, the file's own or one made up
  add column touched_at   timestamptz;             -- what the person did with the message before it, else its sending

-- Shares of an arm's total that messages have which are not here yet: given when their file had been read, gone when they land.
-- With the prices of the arm's recipients they add up to the total at most, whatever files are under way.
create table reserved_price (
  run_id     integer       not null,
  arm        smallint      not null,
  contact_id bigint        not null,
  price      numeric(12,6) not null,
  constraint reserved_price_pk primary key (run_id, arm, contact_id),
  constraint reserved_price_run_fk foreign key (run_id) references run,
  constraint reserved_price_contact_fk foreign key (contact_id) references contact on delete cascade
);
create index reserved_price_by_contact on reserved_price (contact_id);
