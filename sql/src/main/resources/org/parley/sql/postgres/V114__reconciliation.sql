-- Proofs that the ledger here, the events in ClickHouse and what is computed of them agree: one row a check, one line for every
-- cell that was compared and found apart.
create table reconciliation (
  id            bigint      generated always as identity,
  kind          text        not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  started_by    text        not null,
  runs          integer,                         -- compared
  moving        integer,                         -- left out: events of theirs were on the way
  cells         bigint,                          -- compared
  apart         bigint,                          -- found apart
  repaired      bigint,                          -- of those, mended
  problem       text,                            -- why it has no result
  constraint reconciliation_pk primary key (id),
  constraint reconciliation_kind check (kind in ('check', 'rebuild'))
);

create table reconciliation_line (
  reconciliation_id bigint  not null,
  line              integer not null,
  subject           text    not null,            -- the ledger, raw events, or the rollup that was wrong
  run_id            integer not null,
  cell              text    not null,            -- kind of event, with its day, hour, value or price
  expected          bigint  not null,            -- people
  found             bigint  not null,
  apart             bigint  not null,            -- people on one side only
  repaired          boolean not null,
  constraint reconciliation_line_pk primary key (reconciliation_id, line),
  constraint reconciliation_line_fk foreign key (reconciliation_id) references reconciliation on delete cascade
);
