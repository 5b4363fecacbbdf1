-- Pages about all runs read one answer of each at once.
create index kept_answer_question on kept_answer (question);

comment on column kept_answer.events is 'raw events of the run; 0 where the answer needs none';
comment on column kept_answer.first_kept is 'YYYYMM: month from which on all events were kept; 0 where the answer needs none';

-- Whom a run did not reach, and why: counted by a report, and few beside the others. Only these states write to it.
create index recipient_not_reached on recipient (run_id, arm, state, reason) where state in ('failed', 'unknown', 'skipped');
