-- Which messages the facts speak of, locked in ledger order (run, ordinal) so that two processors never wait for each other
-- in a circle. {0} the facts, {1} now.
-- A message is found by our own id, else by the provider's, else (a person's reply or withdrawal) as the last one that was
-- sent to the address since `since`; a minute of grace covers the provider's clock running behind ours.
-- A message of several attempts is looked for among all of them: an attempt is known by its channel, also where it was left for
-- another.
-- That last one may be an attempt of which nobody knows yet whether it was sent (certain: false): who asked then waits.
-- A watermark concerns every message to the address of which what it says is not known before it: rows that are only claimed too,
-- or else what is told of them at this very moment in another transaction would not see the watermark.
with fact as (
  select * from json_to_recordset(cast({0} as json)) as f (
    n integer, scope text, channel text, run integer, ordinal integer, provider_id text, address text,
    at timestamptz, since timestamptz, patient boolean)
), candidate as (
  select f.n, 1 as preference, r.run_id, r.ordinal, r.step, r.sent_at, r.address
  from fact f
  join recipient r on r.run_id = f.run and r.ordinal = f.ordinal and r.channel = f.channel
  union all
  select f.n, 1, t.run_id, t.ordinal, t.step, t.sent_at, t.address
  from fact f
  join recipient_attempt t on t.run_id = f.run and t.ordinal = f.ordinal and t.channel = f.channel
  union all
  select f.n, 2, r.run_id, r.ordinal, r.step, r.sent_at, r.address
  from fact f
  join recipient r on r.channel = f.channel and r.provider_message_id = f.provider_id
  union all
  select f.n, 2, t.run_id, t.ordinal, t.step, t.sent_at, t.address
  from fact f
  join recipient_attempt t on t.channel = f.channel and t.provider_message_id = f.provider_id
  union all
  select f.n, 3, latest.run_id, latest.ordinal, latest.step, latest.sent_at, latest.address
  from fact f
  cross join lateral (
    (select r.run_id, r.ordinal, r.step, r.sent_at, r.address, coalesce(r.sent_at, r.claimed_at) as made_at
    from address a
    join recipient r on r.contact_id = a.contact_id and r.channel = a.channel and r.address = a.value
    where f.scope = 'person' and a.channel = f.channel and a.value = f.address
      and (r.sent_at between f.since and f.at + interval '1 minute'
        or (r.sent_at is null and r.claimed_at between f.since and f.at + interval '1 minute'
          and (r.state = 'claimed' and r.lease_until >= {1} or r.state = 'unknown' and f.patient)))
    order by coalesce(r.sent_at, r.claimed_at) desc, r.run_id desc, r.ordinal desc
    limit 1)
    union all
    (select t.run_id, t.ordinal, t.step, t.sent_at, t.address, coalesce(t.sent_at, t.claimed_at)
    from address a
    join recipient r on r.contact_id = a.contact_id
    join recipient_attempt t on t.run_id = r.run_id and t.ordinal = r.ordinal and t.channel = a.channel and t.address = a.value
    where f.scope = 'person' and a.channel = f.channel and a.value = f.address
      and (t.sent_at between f.since and f.at + interval '1 minute'
        or (t.sent_at is null and t.claimed_at between f.since and f.at + interval '1 minute'
          and t.state = 'unknown' and f.patient))
    order by coalesce(t.sent_at, t.claimed_at) desc, t.run_id desc, t.ordinal desc
    limit 1)
    order by made_at desc, run_id desc, ordinal desc
    limit 1) latest
), target as (
  (select distinct on (n) n, preference, run_id, ordinal, step, sent_at, address from candidate order by n, preference)
  union all
  select f.n, 3, r.run_id, r.ordinal, r.step, r.sent_at, r.address
  from fact f
  join address a on a.channel = f.channel and a.value = f.address
  join recipient r on r.contact_id = a.contact_id and r.channel = a.channel and r.address = a.value
  where f.scope in ('delivered', 'seen')
    and coalesce(r.sent_at, r.claimed_at) <= f.at + interval '1 minute'
    and (coalesce(case f.scope when 'seen' then r.read_at else r.delivered_at end, 'infinity') > f.at
      -- what was concluded from an answer is yet to be shown
      or f.scope = 'seen' and r.read_implied)
  union all
  select f.n, 3, t.run_id, t.ordinal, t.step, t.sent_at, t.address
  from fact f
  join address a on a.channel = f.channel and a.value = f.address
  join recipient r on r.contact_id = a.contact_id
  join recipient_attempt t on t.run_id = r.run_id and t.ordinal = r.ordinal and t.channel = a.channel and t.address = a.value
  where f.scope in ('delivered', 'seen')
    and coalesce(t.sent_at, t.claimed_at) <= f.at + interval '1 minute'
    and (coalesce(case f.scope when 'seen' then t.read_at else t.delivered_at end, 'infinity') > f.at
      or f.scope = 'seen' and t.read_implied)
), locked as (
  select r.run_id, r.ordinal, r.step, r.contact_id, r.sent_at is not null as certain,
    case
      when r.state in ('sent', 'failed', 'unknown') then 'settled'
      when r.state = 'claimed' and r.lease_until < {1} then 'settled'
      when r.state = 'claimed' then 'claimed'
      else 'unsent'
    end as standing
  from recipient r
  where (r.run_id, r.ordinal) in (select run_id, ordinal from target)
  order by r.run_id, r.ordinal
  for update
)
select f.n, t.preference, l.run_id, l.ordinal, t.step, t.address,
  -- what was left for another step is done with, whatever dispatch does at that one
  case when l.step = t.step then l.standing else 'settled' end as standing,
  case when l.step = t.step then l.certain else t.sent_at is not null end as certain,
  coalesce(l.contact_id, person.contact_id) as contact_id
from fact f
left join target t on t.n = f.n
left join locked l on l.run_id = t.run_id and l.ordinal = t.ordinal
left join lateral (
  -- nobody's message is answered: of several people on one address, the one written to last
  select a.contact_id
  from address a
  where f.scope = 'person' and l.contact_id is null and a.channel = f.channel and a.value = f.address
  order by (
    select max(r.sent_at) from recipient r
    where r.contact_id = a.contact_id and r.channel = a.channel and r.address = a.value) desc nulls last, a.contact_id
  limit 1) person on true
where f.scope = 'person' or l.run_id is not null
