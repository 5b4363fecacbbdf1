-- The message that each answered one was written as, and the language that it went out in: a wording's choices are what a
-- typed number stands for. {0} the questions. A variant's content comes once, with the first question about it.
with question as (
  select * from json_to_recordset(cast({0} as json)) as f (n integer, run integer, ordinal integer)
)
select q.n, r.language, v.id as variant_id,
  case when row_number() over (partition by v.id order by q.n) = 1 then v.content end as content
from question q
join recipient r on r.run_id = q.run and r.ordinal = q.ordinal
join run on run.id = r.run_id
join campaign_arm a on a.campaign_id = run.campaign_id and a.arm = r.arm
join message_variant v on v.id = a.variant_id
order by q.n
