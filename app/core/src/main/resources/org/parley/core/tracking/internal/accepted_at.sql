-- When the provider took each message over, as far as it is known: of one that is being sent not before now, of one whose answer
-- was lost when it was tried. {0} the opens.
with fact as (
  select * from json_to_recordset(cast({0} as json)) as f (n integer, run integer, ordinal integer, step smallint, at timestamptz)
)
select f.n, coalesce(r.sent_at, case when r.state = 'claimed' then f.at else r.claimed_at end) as at
from fact f
join recipient r on r.run_id = f.run and r.ordinal = f.ordinal and r.step = f.step
union all
select f.n, coalesce(t.sent_at, t.claimed_at)
from fact f
join recipient_attempt t on t.run_id = f.run and t.ordinal = f.ordinal and t.step = f.step
