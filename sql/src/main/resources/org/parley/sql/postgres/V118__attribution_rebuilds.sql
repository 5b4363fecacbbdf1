-- Ranges of orders that were credited anew on purpose, each with what that changed.

create table attribution_rebuild (
  id           bigint      generated always as identity,
  opens        timestamptz not null,              -- sales placed from here, inclusive,
  closes       timestamptz not null,              -- to here, exclusive; their refunds follow whenever they were placed
  state        text        not null,
  asked_by     text        not null,
  asked_at     timestamptz not null,
  -- last sign of life; a running one that gives none has lost its node
  worked_at    timestamptz not null,
  finished_at  timestamptz,
  last_contact bigint      not null default 0,    -- people are gone through by number; up to here it is done
  people       bigint      not null default 0,    -- looked at so far
  documents    bigint      not null default 0,    -- sales and refunds whose credit became another
  constraint attribution_rebuild_pk primary key (id),
  constraint attribution_rebuild_range check (opens < closes),
  constraint attribution_rebuild_state check (state in ('running', 'finished', 'failed'))
);

-- The documents whose credit became another, by the run that had them before or has them since. Per currency the amounts
-- before and after add up to the same: money moves between runs and nobody.
create table attribution_rebuild_line (
  rebuild_id       bigint  not null,
  run_id           integer,                      -- null: credited to nobody
  currency         char(3) not null,
  documents_before bigint  not null,
  minor_before     bigint  not null,
  documents_after  bigint  not null,
  minor_after      bigint  not null,
  constraint attribution_rebuild_line_unique unique nulls not distinct (rebuild_id, run_id, currency),
  constraint attribution_rebuild_line_rebuild_fk foreign key (rebuild_id) references attribution_rebuild on delete cascade
);
