-- What the ledger says of each run, as the kinds of events that it implies: how many people, and what their messages cost in
-- millionths of each currency. Kinds that leave no lasting trace on the ledger (failed, deferred, unknown, a machine's clicks) are
-- not told. Runs of which events wait in the outbox are marked as moving. One statement, so one moment. {0} runs
with chosen as (
  select unnest({0}::integer[]) as run_id
),
attempt as (
  select run_id, ordinal, true as present, state, sent_at, delivered_at, read_at, expired_at, opted_out_at, billed_at, price,
    price_currency
  from recipient where run_id = any({0})
  union all
  select run_id, ordinal, false, state, sent_at, delivered_at, read_at, expired_at, opted_out_at, billed_at, price,
    price_currency
  from recipient_attempt where run_id = any({0})
),
counted as (
  select run_id,
    count(*) filter (where present) as assigned,
    count(distinct ordinal) filter (where state = 'skipped') as skipped,
    count(distinct ordinal) filter (where sent_at is not null) as sent,
    count(distinct ordinal) filter (where delivered_at is not null) as delivered,
    count(distinct ordinal) filter (where read_at is not null) as read,
    count(distinct ordinal) filter (where expired_at is not null) as expired,
    count(distinct ordinal) filter (where opted_out_at is not null) as opted_out,
    count(distinct ordinal) filter (where billed_at is not null) as billed
  from attempt
  group by run_id
),
touched as (
  select run_id,
    count(distinct ordinal) filter (where kind in ('click', 'undated_click')) as clicked,
    count(distinct ordinal) filter (where kind in ('reply', 'undated_reply')) as replied
  from touch
  where run_id = any({0}) and struck_by is null
  group by run_id
),
fact as (
  select chosen.run_id, told.kind, coalesce(told.people, 0) as people
  from chosen
  left join counted on counted.run_id = chosen.run_id
  left join touched on touched.run_id = chosen.run_id
  cross join lateral (values ('assigned', assigned), ('skipped', skipped), ('sent', sent), ('delivered', delivered), ('read', read),
    ('clicked', clicked), ('replied', replied), ('opted_out', opted_out), ('expired', expired), ('billed', billed)) told (kind, people)
  union all
  select run_id, 'price ' || price_currency, (sum(price) * 1000000)::bigint
  from attempt
  where billed_at is not null
  group by run_id, price_currency
)
select fact.*, exists (select from event_outbox o where o.run_id = fact.run_id) as moving
from fact
