-- Results of campaigns that other tools sent. Each is a campaign with one run like any other, so that every report works on it;
-- and nothing of it can ever be sent: its run is over when it comes, which the database itself insists on.

-- What was planned elsewhere has neither segment nor message here.
alter table campaign
  alter column segment_id drop not null,
  alter column message_id drop not null,
  add column elsewhere boolean not null default false,
  add constraint campaign_planned_somewhere check (elsewhere or (segment_id is not null and message_id is not null)),
  add constraint campaign_elsewhere_is_over check (not elsewhere or state = 'finished');

alter table campaign_arm
  add column elsewhere boolean not null default false,
  drop constraint campaign_arm_holdout,
  add constraint campaign_arm_holdout check (case when elsewhere then variant_id is null
    else (variant_id is null) = (channel is null) end);

alter table run
  add column source          text,               -- the tool that sent it; null: we did
  add column source_campaign text,               -- what the tool calls the campaign
  add constraint run_source_whole check ((source is null) = (source_campaign is null)),
  add constraint run_elsewhere_is_over check (source is null or state = 'finished');
create unique index run_source_unique on run (source, source_campaign) where source is not null;

-- What the first file of a run said of all of it. Later ones must say the same.
create table foreign_run (
  run_id integer not null,
  plan   jsonb   not null,
  constraint foreign_run_pk primary key (run_id),
  constraint foreign_run_run_fk foreign key (run_id) references run
);

-- What was told of each recipient, as a digest: told again it is known, told otherwise it is refused.
create table foreign_result (
  run_id  integer not null,
  ordinal integer not null,
  digest  bytea   not null,
  constraint foreign_result_pk primary key (run_id, ordinal),
  constraint foreign_result_recipient_fk foreign key (run_id, ordinal) references recipient on delete cascade
);

-- Orders that a tool says its message led to. It counts for an order that only the tool told of (own); an order that the shop
-- told of as well goes to it where no touch claims it. The first tool to say so is believed.
create table reported_order (
  shop_order_id bigint      not null,
  run_id        integer     not null,
  ordinal       integer     not null,
  at            timestamptz not null,            -- what the person did with the message, else its sending
  own           boolean     not null,
  constraint reported_order_pk primary key (shop_order_id),
  constraint reported_order_order_fk foreign key (shop_order_id) references shop_order on delete cascade,
  constraint reported_order_recipient_fk foreign key (run_id, ordinal) references recipient (run_id, ordinal)
);

-- Mappings of files of results, found right before the file itself is sent.
create table result_mapping (
  id         bigint      generated always as identity,
  mapping    jsonb       not null,
  created_by text        not null,
  created_at timestamptz not null,
  constraint result_mapping_pk primary key (id)
);

alter table import_file
  drop constraint import_file_kind,
  add constraint import_file_kind check (kind in ('contacts', 'consents', 'orders', 'online-retail', 'results'));

-- The waiting room of results, as that of other files (V104).
create table import_result_row (
  import_id    bigint   not null,
  line         bigint   not null,
  external_id  text,
  email        text,
  phone        text,
  bad          boolean  not null,                  -- rejected for itself; stays here to keep its person out
  arm          smallint,
  sent         boolean,
  sent_at      timestamptz,                        -- times are null where the file has none
  delivered    boolean,
  delivered_at timestamptz,
  opened       boolean,
  opened_at    timestamptz,
  clicked      boolean,
  clicked_at   timestamptz,
  replied      boolean,
  replied_at   timestamptz,
  opted_out    boolean,
  opted_out_at timestamptz,
  converted    boolean,
  converted_at timestamptz,
  order_id     text,
  revenue      numeric(20,6),
  contact_id   bigint                              -- found once the file has been read
) partition by list (import_id);
create index import_result_row_by_line on import_result_row (line);
create index import_result_row_by_contact on import_result_row (contact_id, line);

-- The recipients of a file, numbered so that a slice is a range.
create table import_result (
  import_id    bigint   not null,
  seq          integer  not null,
  first_line   bigint   not null,
  lines        integer  not null,
  contact_id   bigint,
  arm          smallint,
  sent         boolean,
  sent_at      timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  machine_read_at timestamptz,
  opted_out_at timestamptz,
  digest       bytea,
  price        numeric(12,6),
  ordinal      integer,                            -- of who is new in the run
  column_name  text,
  reason       text                                -- why the person is refused
) partition by list (import_id);
create index import_result_by_seq on import_result (seq);
