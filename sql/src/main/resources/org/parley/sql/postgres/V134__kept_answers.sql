-- Answers that take long to compute and depend on the raw events of one run alone, kept until the run has another event. A copy: whoever
-- deletes a row, or all of them, only makes the next who asks wait.
create table kept_answer (
  run_id      integer     not null,
  question    text        not null,              -- SHA-256 of the query, its parameters and the form of what is read
  -- what the answer rests on, read before it was computed; of another footing it is not read
  events      bigint      not null,              -- raw events of the run
  first_kept  integer     not null,              -- YYYYMM: month from which on all events were kept
  basis       text        not null,              -- SHA-256 of what else went in
  answer      jsonb       not null,
  seen_at     timestamptz not null,              -- since when somebody has found this footing
  answered_at timestamptz not null,              -- when computing began
  constraint kept_answer_pk primary key (run_id, question),
  constraint kept_answer_run_fk foreign key (run_id) references run on delete cascade,
  constraint kept_answer_size check (octet_length(answer::text) <= 1000000)
);
