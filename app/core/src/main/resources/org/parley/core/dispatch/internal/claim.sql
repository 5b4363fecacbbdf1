-- Claims the next recipients of a range in one statement: whoever may not be written to now is skipped or deferred here, the
-- rest is claimed under a lease and returned with what rendering needs. The share lock on the run makes pausing exact: a pause
-- waits for claims under way, and none starts after it. Fails closed: no consent row, no message.
-- Who may move on to another channel of the arm is given the time at which that happens: at once where this channel is what
-- stands in the way, else when no receipt of a delivery came.
-- {0} run, {1} ordinal after which to look, {2} last ordinal of the range, {3} how many, {4} now, {5} end of the lease,
-- {6} time zone of contacts that have none
with live as (
  select run.id, run.campaign_id, run.sandbox, c.purpose, c.quiet_from, c.quiet_until, c.cap_count, c.cap_window
  from run join campaign c on c.id = run.campaign_id
  where run.id = {0} and run.state = 'running'
  for share of run
),
due as (
  select r.run_id, r.ordinal, r.contact_id, r.arm, r.channel, r.address
  from recipient r
  where r.run_id = (select id from live)
    and r.ordinal > {1} and r.ordinal <= {2}
    and (r.state = 'pending' or (r.state = 'deferred' and r.deferred_until <= {4}))
  order by r.ordinal
  limit {3}
  for no key update of r skip locked
),
judged as (
  select due.run_id, due.ordinal, a.last_inbound_at,
    -- null: this is the last of the arm's steps
    case when arm.fallback_after is not null
        and (select count(*) from arm_step s where s.campaign_id = live.campaign_id and s.arm = due.arm)
          > 1 + (select count(*) from recipient_attempt t where t.run_id = due.run_id and t.ordinal = due.ordinal)
      then arm.fallback_after end as fallback_after,
    case
      when consent.state is null then 'no_consent'
      when consent.state <> 'granted' then 'withdrawn'
      when a.state is null then 'no_address'
      when a.state = 'blocked' then 'suppressed'
      -- the list itself, whatever the address's state says; asked for keys only when there is a list
      when exists (select from suppression) and suppressed(due.channel, due.address) then 'suppressed'
      when a.state <> 'active' then 'invalid_address'
      when live.cap_count is not null and live.purpose = 'marketing' and (
        select count(*) from recipient earlier
        where earlier.contact_id = due.contact_id and earlier.run_id <> due.run_id
          -- what another tool sent was another tool's cap
          and not exists (select from run elsewhere where elsewhere.id = earlier.run_id and elsewhere.source is not null)
          and (earlier.state in ('sent', 'unknown', 'claimed')
              and coalesce(earlier.sent_at, earlier.claimed_at) > {4}::timestamptz - live.cap_window
            -- an attempt that was left for another channel may have reached the person all the same
            or exists (
              select from recipient_attempt t
              where t.run_id = earlier.run_id and t.ordinal = earlier.ordinal and t.state in ('sent', 'unknown')
                and coalesce(t.sent_at, t.claimed_at) > {4}::timestamptz - live.cap_window))) >= live.cap_count
        then 'capped'
    end as reason,
    -- the end of the contact's quiet hours, if it is inside them
    case when live.quiet_from is not null and (
        case when live.quiet_from < live.quiet_until
          then local.at::time >= live.quiet_from and local.at::time < live.quiet_until
          else local.at::time >= live.quiet_from or local.at::time < live.quiet_until end)
      then (local.at::date + live.quiet_until
        + case when local.at::time >= live.quiet_until then interval '1 day' else interval '0' end) at time zone local.zone
    end as quiet_end
  from due
  cross join live
  join contact on contact.id = due.contact_id
  join campaign_arm arm on arm.campaign_id = live.campaign_id and arm.arm = due.arm
  cross join lateral (select coalesce(contact.time_zone, {6}) as zone,
    {4}::timestamptz at time zone coalesce(contact.time_zone, {6}) as at) local
  left join consent on consent.contact_id = due.contact_id
    and consent.channel = due.channel and consent.purpose = live.purpose
  left join address a on a.contact_id = due.contact_id and a.channel = due.channel and a.value = due.address
),
claimed as (
  update recipient r set
    state = case when j.reason is not null then 'skipped' when j.quiet_end is not null then 'deferred' else 'claimed' end,
    reason = coalesce(j.reason, case when j.quiet_end is not null then 'quiet_hours' end),
    deferred_until = case when j.reason is null then j.quiet_end end,
    claimed_at = case when j.reason is null and j.quiet_end is null then {4}::timestamptz end,
    lease_until = case when j.reason is null and j.quiet_end is null then {5}::timestamptz end,
    fall_back_at = case
      when j.fallback_after is null then null
      when j.reason in ('no_consent', 'withdrawn', 'no_address', 'suppressed', 'invalid_address') then {4}::timestamptz
      when j.reason is null and j.quiet_end is null then {4}::timestamptz + j.fallback_after
    end
  from judged j
  where r.run_id = j.run_id and r.ordinal = j.ordinal
  returning r.*, j.last_inbound_at
),
told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
  select state, {4}, run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''), reason
  from claimed where state in ('skipped', 'deferred')
)
select claimed.ordinal, claimed.state, claimed.arm, claimed.step, claimed.channel, claimed.address, claimed.attempts, claimed.last_inbound_at,
  claimed.contact_id, live.campaign_id, live.sandbox, arm.offer_id,
  contact.external_id, contact.first_name, contact.last_name, contact.country, contact.language, contact.attributes::text
from claimed
cross join live
join campaign_arm arm on arm.campaign_id = live.campaign_id and arm.arm = claimed.arm
join contact on contact.id = claimed.contact_id
order by claimed.ordinal
