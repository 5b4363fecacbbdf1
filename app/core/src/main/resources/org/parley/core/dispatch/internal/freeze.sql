-- Turns the members of a segment (temporary table run_member) into the run's ledger: dense ordinals in an order that
-- compresses well, an arm by hash, a channel of the arm, an address, and a first verdict. Assignment does not look at consent or
-- reachability, so that arms stay comparable by assignment. Within the arm a person who can be written to on several of its
-- channels gets the preferred one, else the first in the arm's order; who can be written to on none is skipped with what holds
-- of the first. {0} run, {1} now
with plan as (
  select c.id as campaign_id, c.seed, c.purpose, arm.arm, arm.fallback_after is not null as chooses,
    sum(arm.weight) over (order by arm.arm) - arm.weight as low,
    sum(arm.weight) over (order by arm.arm) as high
  from run
  join campaign c on c.id = run.campaign_id
  join campaign_arm arm on arm.campaign_id = c.id
  where run.id = {0}
),
member as (
  select m.contact_id, contact.country, contact.language, contact.preferred_channel,
    row_number() over (order by contact.country, m.contact_id) as ordinal,
    -- the first four bytes of SHA-256 as an unsigned number: the same on every machine and in every language
    ((get_byte(h.digest, 0)::bigint << 24) | (get_byte(h.digest, 1) << 16)
      | (get_byte(h.digest, 2) << 8) | get_byte(h.digest, 3)) % 10000 as slot
  from run_member m
  join contact on contact.id = m.contact_id
  cross join (select distinct seed from plan) s
  cross join lateral (select sha256(convert_to(s.seed || ':' || contact.external_id, 'UTF8')) as digest) h
),
placed as (
  select member.*, plan.arm, way.step, way.channel, way.address, way.any_address, way.active, way.consent
  from member
  join plan on member.slot >= plan.low and member.slot < plan.high
  left join lateral (
    select s.step, s.channel, a.value as address, a.any_address, a.active, consent.state as consent
    from arm_step s
    cross join lateral (
      select (array_agg(value order by position, id) filter (where state = 'active'))[1] as value,
        count(*) > 0 as any_address, bool_or(state = 'active') as active
      from address
      where address.contact_id = member.contact_id and address.channel = s.channel) a
    left join consent on consent.contact_id = member.contact_id
      and consent.channel = s.channel and consent.purpose = plan.purpose
    cross join lateral (
      select a.active and consent.state = 'granted'
        -- asked for a key only where there is a choice and a list; the claim asks in any case
        and not (plan.chooses and exists (select from suppression) and suppressed(s.channel, a.value)) as usable) can
    where s.campaign_id = plan.campaign_id and s.arm = plan.arm
    order by can.usable is true desc, can.usable is true and s.channel = member.preferred_channel desc, s.step
    limit 1
  ) way on true
),
judged as (
  select placed.*, case
      when channel is null then 'holdout'
      when not any_address then 'no_address'
      when active is not true then 'invalid_address'
      when consent is null then 'no_consent'
      when consent = 'withdrawn' then 'withdrawn'
      -- two contacts behind one address are one person: the first gets it
      when row_number() over (partition by channel, address, consent order by contact_id) > 1 then 'duplicate_address'
    end as reason
  from placed
),
frozen as (
  insert into recipient (run_id, ordinal, contact_id, arm, step, channel, address, country, language, state, reason)
  select {0}, ordinal, contact_id, arm, coalesce(step, 1), channel, address, country, language,
    case when reason is null then 'pending' else 'skipped' end, reason
  from judged
  order by ordinal
  returning *
),
told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
  select kind, {1}, run_id, ordinal, contact_id, arm, coalesce(channel, ''), coalesce(country, ''), coalesce(language, ''),
    case when kind = 'skipped' then reason else '' end
  from frozen
  cross join (values ('assigned'), ('skipped')) kinds (kind)
  where kind = 'assigned' or state = 'skipped'
  order by kind, ordinal
)
update run set snapshot_at = {1}, targeted = (select count(*) from frozen)
where id = {0}
returning targeted
