-- Closed months. A snapshot is never changed: number 1 is the close, each further one an approved restatement. What comes in
-- later is booked as a correction in a month that is still open.

create table period_snapshot (
  id                 bigint      generated always as identity,
  month              date        not null,
  number             smallint    not null,
  -- as the business zone had them when the month was closed
  opens              timestamptz not null,
  closes             timestamptz not null,
  reporting_currency text,
  schema_version     text        not null,
  rows               bigint      not null,
  sha256             text        not null,        -- of the file in the machine profile
  reason             text,                        -- of a restatement
  requested_by       text,                        -- of a restatement
  closed_by          text        not null,        -- of a restatement: who approved it
  closed_at          timestamptz not null,
  constraint period_snapshot_pk primary key (id),
  constraint period_snapshot_number_unique unique (month, number),
  constraint period_snapshot_month check (extract(day from month) = 1),
  constraint period_snapshot_span check (opens < closes),
  constraint period_snapshot_restated check ((number > 1) = (reason is not null and requested_by is not null)),
  constraint period_snapshot_four_eyes check (requested_by <> closed_by)
);
create trigger period_snapshot_append_only before update or delete on period_snapshot
  for each row execute function refuse_change();

-- The lines of a snapshot in the order of its file, with all that the file says of them: names and rates may change later.
create table period_line (
  snapshot_id      bigint   not null,
  line             integer  not null,
  corrects         date,                           -- the closed month that the line corrects; null: a fact of the month itself
  run_id           integer  not null,
  arm              smallint not null,
  channel          text     not null,
  country          text     not null,
  line_type        text     not null,
  currency         text     not null,
  unit_price       numeric(18, 6) not null,
  rate_day         date     not null,
  quantity         bigint   not null,
  amount_minor     bigint   not null,
  first_day        date     not null,
  last_day         date     not null,
  campaign_id      bigint   not null,
  campaign_name    text     not null,
  cost_centre      text,
  arm_name         text     not null,
  attribution_days integer  not null,
  sandbox          boolean  not null,
  fx_rate          numeric(20, 10),
  fx_day           date,
  fx_source        text,
  reporting_minor  bigint,
  constraint period_line_pk primary key (snapshot_id, line),
  constraint period_line_snapshot_fk foreign key (snapshot_id) references period_snapshot,
  constraint period_line_converted check (num_nonnulls(fx_rate, fx_day, fx_source, reporting_minor) in (0, 4))
);
create trigger period_line_append_only before update or delete on period_line
  for each row execute function refuse_change();
create index period_line_corrects on period_line (corrects) where corrects is not null;

create table period_restatement (
  id           bigint      generated always as identity,
  month        date        not null,
  reason       text        not null,
  requested_by text        not null,
  requested_at timestamptz not null,
  state        text        not null,
  decided_by   text,
  decided_at   timestamptz,
  constraint period_restatement_pk primary key (id),
  constraint period_restatement_state check (state in ('requested', 'approved', 'refused')),
  constraint period_restatement_decided check ((state = 'requested') = (decided_by is null))
);
create unique index period_restatement_one_open on period_restatement (month) where state = 'requested';

-- The audit log as a chain: each seal covers its entry and the seal before, so that a row that was changed, taken out or put in
-- behind the back of the database's own refusals is found. Seals are set at commit, one transaction at a time.
create table audit_seal (
  number   bigint not null,
  entry_id bigint not null,
  seal     bytea  not null,
  constraint audit_seal_pk primary key (number),
  constraint audit_seal_entry_unique unique (entry_id)
);
create trigger audit_seal_append_only before update or delete on audit_seal
  for each row execute function refuse_change();

create function audit_seal_of(previous bytea, entry audit_entry) returns bytea language sql stable as $$
  select sha256(previous || convert_to(jsonb_build_array(
    entry.id, extract(epoch from entry.at)::text, entry.actor, entry.action, entry.subject, entry.detail)::text, 'UTF8'))
$$;

create function seal_audit_entry() returns trigger language plpgsql as $$
declare
  last audit_seal;
begin
  perform pg_advisory_xact_lock(hashtext('audit_seal'));
  select * into last from audit_seal order by number desc limit 1;
  insert into audit_seal (number, entry_id, seal)
  values (coalesce(last.number, 0) + 1, new.id, audit_seal_of(coalesce(last.seal, ''), new));
  return null;
end $$;

create constraint trigger audit_entry_sealed after insert on audit_entry
  deferrable initially deferred for each row execute function seal_audit_entry();

-- entries of before, in their order
do $$
declare
  entry audit_entry;
  previous bytea := '';
  at bigint := 0;
begin
  for entry in select * from audit_entry order by id loop
    previous := audit_seal_of(previous, entry);
    at := at + 1;
    insert into audit_seal (number, entry_id, seal) values (at, entry.id, previous);
  end loop;
end $$;
