-- When the provider took each message over, as far as it is known: of one whose answer was lost when it was tried, of one that is
-- being sent when the question says. {0} the questions.
with fact as (
  select * from json_to_recordset(cast({0} as json))
    as f (n integer, run integer, ordinal integer, step smallint, unwritten timestamptz)
)
select f.n, coalesce(r.sent_at, case when r.state = 'claimed' then f.unwritten end, r.claimed_at) as at
from fact f
join recipient r on r.run_id = f.run and r.ordinal = f.ordinal and r.step = f.step
union all
select f.n, coalesce(t.sent_at, t.claimed_at)
from fact f
join recipient_attempt t on t.run_id = f.run and t.ordinal = f.ordinal and t.step = f.step
