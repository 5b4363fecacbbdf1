-- When the provider took each message over, as far as it is known: of one whose answer was lost when it was tried, of one that is
-- being sent when the question says. And the moment before which it cannot have been taken over, for clicks: when it was claimed,
-- since sent_at is when the provider answered, and its answer may be slower than a person. {0} the questions.
with fact as (
  select * from json_to_recordset(cast({0} as json))
    as f (n integer, run integer, ordinal integer, step smallint, unwritten timestamptz)
),
attempt as (
  select f.n, f.unwritten is null as click, r.sent_at, r.claimed_at,
    coalesce(r.sent_at, case when r.state = 'claimed' then f.unwritten end, r.claimed_at) as accepted
  from fact f
  join recipient r on r.run_id = f.run and r.ordinal = f.ordinal and r.step = f.step
  union all
  select f.n, f.unwritten is null, t.sent_at, t.claimed_at, coalesce(t.sent_at, t.claimed_at)
  from fact f
  join recipient_attempt t on t.run_id = f.run and t.ordinal = f.ordinal and t.step = f.step
)
select n, accepted, case when click then coalesce(claimed_at, sent_at) else accepted end as earliest
from attempt
