-- Who is new in the run gets the next ordinals, dense as bitmaps need them.
with fresh as (
  select i.seq, row_number() over (order by i.seq) as place
  from import_result i
  where i.import_id = :import and i.seq > :after and i.seq <= :to and i.reason is null
    and not exists (select from recipient r where r.run_id = :run and r.contact_id = i.contact_id)
), counted as (
  update run set targeted = targeted + (select count(*) from fresh) where id = :run
)
update import_result i set ordinal = run.targeted + fresh.place
from fresh
join run on run.id = :run
where i.import_id = :import and i.seq = fresh.seq
