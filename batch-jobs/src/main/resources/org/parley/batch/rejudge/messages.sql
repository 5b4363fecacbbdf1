-- The messages of the people {0}, {1} on each of their channels, and what is known of their reading.
select r.run_id, r.ordinal, r.channel, r.read_at, r.read_implied
from recipient r
where (r.run_id, r.ordinal) in (select * from unnest({0}, {1})) and r.channel is not null
union all
select a.run_id, a.ordinal, a.channel, a.read_at, a.read_implied
from recipient_attempt a
where (a.run_id, a.ordinal) in (select * from unnest({0}, {1}))
