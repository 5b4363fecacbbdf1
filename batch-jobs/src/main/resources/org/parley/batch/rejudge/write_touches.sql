-- Makes the touches of the people after ({1}, {2}) up to ({3}, {4}) follow the new verdicts of rejudging {0} on their clicks: a touch for each
-- click of a person, the others struck. Clicks of one person with one message in one millisecond are as good as each other, so they are
-- counted. What is struck comes back before a touch is added. Sales in the window of any of them are credited anew.
with click as (
  select run_id, ordinal, occurred_at as at, count(*) filter (where not machine) - count(*) filter (where machine) as more
  from rejudged_event
  where rejudging_id = {0} and kind = 'clicked' and (run_id, ordinal) > ({1}, {2}) and (run_id, ordinal) <= ({3}, {4})
  group by run_id, ordinal, occurred_at
), there as (
  select t.id, t.contact_id, t.struck_by is not null as struck, c.run_id, c.ordinal, c.at, c.more,
    row_number() over (partition by c.run_id, c.ordinal, c.at, t.struck_by is not null order by t.id) as place
  from click c
  join touch t on t.run_id = c.run_id and t.ordinal = c.ordinal and t.kind = 'click' and date_trunc('milliseconds', t.at) = c.at
), turned as (
  update touch t
  set struck_by = case when there.more < 0 then {0}::bigint end
  from there
  where t.id = there.id and there.struck = (there.more > 0) and there.place <= abs(there.more)
  returning t.id, t.contact_id
), added as (
  insert into touch (contact_id, run_id, ordinal, kind, at)
  select r.contact_id, c.run_id, c.ordinal, 'click', c.at
  from click c
  join recipient r on r.run_id = c.run_id and r.ordinal = c.ordinal
  cross join lateral generate_series(1, c.more - (
    select count(*) from there where there.struck and (there.run_id, there.ordinal, there.at) = (c.run_id, c.ordinal, c.at)))
)
insert into attribution_due (contact_id, touch_id)
select contact_id, id from turned
