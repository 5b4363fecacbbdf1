-- Moves recipients whose time has come on to the next usable step of their arm, in one statement: the attempt is kept beside the
-- row, the row is pending again. The share lock on the run makes pausing exact, as in claim.sql.
-- Never for somebody who got it, answered it or withdrew. A step that was tried is never tried again, and an address that
-- another contact of the run was written to is the same person. Who has nowhere to go stays, and is not asked again.
-- {0} run, {1} ordinals, {2} now
with live as (
  select run.id, run.campaign_id, c.purpose
  from run join campaign c on c.id = run.campaign_id
  where run.id = {0} and run.state = 'running'
  for share of run
),
due as materialized (
  select r.*
  from recipient r
  where r.run_id = (select id from live) and r.ordinal = any({1}::int[])
    and r.fall_back_at <= {2} and r.state <> 'claimed'
  order by r.ordinal
  for no key update of r skip locked
),
judged as (
  select due.*, coalesce(
      due.delivered_at is null and due.read_at is null and due.opted_out_at is null
      and not exists (
        select from recipient_attempt t
        where t.run_id = due.run_id and t.ordinal = due.ordinal
          and (t.delivered_at is not null or t.opted_out_at is not null))
      and case due.state
        when 'skipped' then due.reason in ('no_consent', 'withdrawn', 'no_address', 'suppressed', 'invalid_address')
        when 'failed' then coalesce(due.failure_class, 'RETRYABLE') in ('RECIPIENT', 'RETRYABLE', 'THROTTLED')
        else due.state in ('sent', 'unknown')
      end, false) as moves,
    case when due.state in ('skipped', 'failed') then coalesce(due.reason, due.state) else 'no_receipt' end as left_because
  from due
),
way as (
  select j.run_id, j.ordinal, next.step, next.channel, next.address,
    -- of two contacts behind one address the second is asked again, and then finds it taken
    row_number() over (partition by next.channel, next.address order by j.ordinal) = 1 as first
  from judged j
  cross join live
  cross join lateral (
    select s.step, s.channel, a.value as address
    from arm_step s
    cross join lateral (
      select value from address
      where contact_id = j.contact_id and channel = s.channel and state = 'active'
        and not (exists (select from suppression) and suppressed(channel, value))
      order by position, id
      limit 1) a
    join consent on consent.contact_id = j.contact_id
      and consent.channel = s.channel and consent.purpose = live.purpose and consent.state = 'granted'
    where s.campaign_id = live.campaign_id and s.arm = j.arm and s.step <> j.step
      and not exists (
        select from recipient_attempt t where t.run_id = j.run_id and t.ordinal = j.ordinal and t.step = s.step)
      and not exists (
        select from address shared
        join recipient o on o.contact_id = shared.contact_id and o.run_id = j.run_id and o.ordinal <> j.ordinal
        where shared.channel = s.channel and shared.value = a.value
          and (o.channel = shared.channel and o.address = shared.value and o.state <> 'skipped'
            or exists (
              select from recipient_attempt t
              where t.run_id = o.run_id and t.ordinal = o.ordinal and t.channel = shared.channel
                and t.address = shared.value and t.state <> 'skipped')))
    order by s.step
    limit 1) next
  where j.moves
),
left_behind as (
  insert into recipient_attempt (run_id, ordinal, step, channel, account, address, state, reason, attempts, claimed_at, sent_at,
    provider_message_id, failure_class, failure_code, receipt, failed_at, expired_at, price, price_currency, billed_at,
    left_because, superseded_at)
  select j.run_id, j.ordinal, j.step, j.channel, s.account, j.address, j.state, j.reason, j.attempts, j.claimed_at, j.sent_at,
    j.provider_message_id, j.failure_class, j.failure_code, j.receipt, j.failed_at, j.expired_at, j.price, j.price_currency,
    j.billed_at, j.left_because, {2}
  from judged j
  join way on way.run_id = j.run_id and way.ordinal = j.ordinal and way.first
  cross join live
  left join arm_step s on s.campaign_id = live.campaign_id and s.arm = j.arm and s.step = j.step
),
moved as (
  update recipient r set
    step = way.step, channel = way.channel, address = way.address, state = 'pending', reason = null, fall_back_at = null,
    attempts = 0, claimed_at = null, lease_until = null, deferred_until = null, sent_at = null, provider_message_id = null,
    failure_class = null, failure_code = null, receipt = null, failed_at = null, expired_at = null,
    price = null, price_currency = null, billed_at = null
  from way
  where r.run_id = way.run_id and r.ordinal = way.ordinal and way.first
  returning r.run_id, r.ordinal, r.contact_id, r.arm, r.channel, r.country, r.language
),
settled as (
  update recipient r set fall_back_at = null
  from judged j
  where r.run_id = j.run_id and r.ordinal = j.ordinal
    and not exists (select from way where way.ordinal = j.ordinal)
),
told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
  select 'fell_back', {2}, m.run_id, m.ordinal, m.contact_id, m.arm, m.channel, coalesce(m.country, ''),
    coalesce(m.language, ''), j.left_because
  from moved m
  join judged j on j.run_id = m.run_id and j.ordinal = m.ordinal
  order by m.ordinal
)
select count(*)::int as moved from moved
