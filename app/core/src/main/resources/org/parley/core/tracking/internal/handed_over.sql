-- The moment before which each message cannot have been handed over, as far as it is known; haste is measured from it. Of an open:
-- when the provider took the message over, or, if its answer was lost, when it was tried, or, if it is being sent, what the question
-- says. Of a click: when it was claimed, since sent_at is when the provider answered, and its answer may be slower than a person.
-- {0} the questions.
with fact as (
  select * from json_to_recordset(cast({0} as json))
    as f (n integer, run integer, ordinal integer, step smallint, unwritten timestamptz)
),
attempt as (
  select f.n, f.unwritten, r.sent_at, r.claimed_at, case when r.state = 'claimed' then f.unwritten end as unanswered
  from fact f
  join recipient r on r.run_id = f.run and r.ordinal = f.ordinal and r.step = f.step
  union all
  select f.n, f.unwritten, t.sent_at, t.claimed_at, null
  from fact f
  join recipient_attempt t on t.run_id = f.run and t.ordinal = f.ordinal and t.step = f.step
)
select n, case when unwritten is null then coalesce(claimed_at, sent_at) else coalesce(sent_at, unanswered, claimed_at) end as earliest
from attempt
