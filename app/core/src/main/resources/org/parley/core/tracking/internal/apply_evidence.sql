-- What is known of each message after these facts: the ledger row, each event once, the bill, the touches of clicks.
-- {0} the facts, {1} now.
-- Every time on the row is the earliest evidence of its kind, and evidence closes upward: a click or a reply implies read,
-- read implies delivered, delivered implies sent. So the result depends on the set of facts, not on order or repetition.
-- An event is told when its time on the row goes from null to something; the row is locked before it is looked at. Reading that was
-- only concluded is told once more when a receipt or an opened picture shows it: the click that it was concluded from may turn out
-- to be a machine's.
-- A click alone never settles a row that dispatch is working on: dispatch tells `sent` itself.
-- Each attempt at a person (step) has its own evidence, whether it is the ledger row or was left for another channel; which of
-- them counts is decided afterwards, for the people that this gives as `shared`.
with fact as (
  select * from json_to_recordset(cast({0} as json)) as f (
    n integer, run integer, ordinal integer, step smallint, kind text, at timestamptz, failure text, code text, provider_id text,
    link smallint, machine boolean, rules integer, judged_by text, user_agent text, network text, since_accepted_ms bigint)
), folded as (
  select run as told_run, ordinal as told_ordinal, step as told_step,
    min(at) filter (where kind in ('sent', 'delivered', 'read', 'replied', 'clicked', 'opened') and not machine) as told_taken_at,
    min(at) filter (where kind in ('failed', 'expired')) as told_ended_at,
    min(at) filter (where kind = 'delivered') as told_delivered_at,
    min(at) filter (where kind in ('read', 'opened') and not machine) as told_read_at,
    min(at) filter (where kind in ('read', 'replied', 'clicked', 'opened') and not machine) as shown_read_at,
    min(at) filter (where kind = 'failed') as told_failed_at,
    (array_agg(failure order by at, code) filter (where kind = 'failed'))[1] as told_failure,
    (array_agg(code order by at, code) filter (where kind = 'failed'))[1] as told_code,
    min(at) filter (where kind = 'expired') as told_expired_at,
    min(at) filter (where kind = 'opted_out') as told_opted_out_at,
    min(provider_id) as told_provider_id
  from fact
  group by run, ordinal, step
), locked as materialized (
  select r.*
  from (select distinct run, ordinal from fact) f
  join recipient r on r.run_id = f.run and r.ordinal = f.ordinal
  -- who waited here for a move to another step knows of the attempts of before it only, and finds nothing: the caller asks again
  where r.step = (select s.step from recipient s where s.run_id = f.run and s.ordinal = f.ordinal)
  order by r.run_id, r.ordinal
  for update of r
), before as materialized (
  select l.run_id, l.ordinal, l.step, true as present, l.contact_id, l.arm, l.channel, l.address, l.country, l.language,
    l.state, l.reason, l.claimed_at, l.lease_until, l.fall_back_at, l.sent_at, l.provider_message_id, l.failure_class,
    l.failure_code, l.receipt, l.delivered_at, l.read_at, l.read_implied, l.failed_at, l.expired_at, l.opted_out_at, l.billed_at, f.*
  from folded f
  join locked l on l.run_id = f.told_run and l.ordinal = f.told_ordinal and l.step = f.told_step
  union all
  select l.run_id, l.ordinal, a.step, false, l.contact_id, l.arm, a.channel, a.address, l.country, l.language,
    a.state, a.reason, a.claimed_at, null, null, a.sent_at, a.provider_message_id, a.failure_class,
    a.failure_code, a.receipt, a.delivered_at, a.read_at, a.read_implied, a.failed_at, a.expired_at, a.opted_out_at, a.billed_at, f.*
  from folded f
  join locked l on l.run_id = f.told_run and l.ordinal = f.told_ordinal and l.step <> f.told_step
  join recipient_attempt a on a.run_id = l.run_id and a.ordinal = l.ordinal and a.step = f.told_step
), covered as (
  select b.*,
    b.state in ('sent', 'failed', 'unknown') or (b.state = 'claimed' and b.lease_until < {1}) as settled,
    -- from the claim on: the provider dates what we send before its answer is here
    (select min(w.at) from watermark w
      where w.channel = b.channel and w.address = b.address and w.kind = 'delivered'
        and w.at >= coalesce(b.claimed_at, b.sent_at)) as covered_at
  from before b
), proven as (
  select c.*,
    c.settled
      and (c.told_taken_at is not null
        -- a refusal that dispatch wrote itself gains nothing from a second refusal
        or (c.told_ended_at is not null and not (c.state = 'failed' and c.sent_at is null))
        -- a delivery that names no message is of those that were sent for certain
        or (c.covered_at is not null and c.sent_at is not null)) as proof,
    c.told_failed_at is not null
      and (c.failed_at is null
        or (c.told_failed_at, coalesce(c.told_code, '')) < (c.failed_at, coalesce(c.failure_code, ''))) as earlier_failure
  from covered c
), reached as (
  select p.*,
    least(p.delivered_at, p.told_delivered_at, p.shown_read_at, case when p.proof then p.covered_at end) as new_delivered_at
  from proven p
), seen as (
  select r.*, least(r.told_read_at, (
      select min(w.at) from watermark w
      where w.channel = r.channel and w.address = r.address and w.kind = 'seen' and w.at >= r.new_delivered_at)) as direct_read_at
  from reached r
), dated as (
  select p.*,
    case when p.proof then coalesce(p.sent_at, p.claimed_at, p.told_taken_at, p.told_ended_at) else p.sent_at end as new_sent_at,
    least(p.read_at, p.shown_read_at, p.direct_read_at) as new_read_at,
    p.direct_read_at is null and (p.read_implied or (p.read_at is null and p.shown_read_at is not null)) as new_read_implied,
    -- reading has been, or is now, concluded from something that came before
    case when p.read_at is null then p.shown_read_at < coalesce(p.direct_read_at, 'infinity') else p.read_implied end as concluded,
    case when p.proof then least(p.failed_at, p.told_failed_at) else p.failed_at end as new_failed_at,
    case when p.proof then least(p.expired_at, p.told_expired_at) else p.expired_at end as new_expired_at,
    least(p.opted_out_at, p.told_opted_out_at) as new_opted_out_at,
    case when p.proof and p.earlier_failure then p.told_failure else p.failure_class end as new_failure_class,
    case when p.proof and p.earlier_failure then p.told_code else p.failure_code end as new_failure_code,
    case
      when p.provider_message_id is not null or not p.proof then p.provider_message_id
      when not exists (
        select 1 from recipient o where o.channel = p.channel and o.provider_message_id = p.told_provider_id
        union all
        select 1 from recipient_attempt o where o.channel = p.channel and o.provider_message_id = p.told_provider_id)
      then p.told_provider_id
    end as new_provider_id
  from seen p
), after as (
  select d.*,
    case
      when not d.proof then d.state
      when d.new_delivered_at is not null then 'sent'
      when coalesce(d.new_failed_at, d.new_expired_at) is not null then 'failed'
      else 'sent'
    end as new_state,
    case
      when not d.proof then d.reason
      when d.new_delivered_at is not null then null
      when d.new_failed_at is not null then coalesce(d.new_failure_code, 'failed')
      when d.new_expired_at is not null then 'expired'
    end as new_reason,
    case
      when d.new_read_at is not null then 'read'
      when d.new_delivered_at is not null then 'delivered'
      when d.new_failed_at is not null then 'failed'
      when d.new_expired_at is not null then 'expired'
      when d.proof then 'accepted'
      else d.receipt
    end as new_receipt,
    -- at once when the provider says that the person cannot be reached, never when it arrived or was answered
    case
      when d.new_delivered_at is not null or d.new_opted_out_at is not null then null
      when d.new_failed_at is not null and d.new_failure_class = 'RECIPIENT' then least(d.fall_back_at, d.new_failed_at)
      else d.fall_back_at
    end as new_fall_back_at
  from dated d
), bill as (
  select a.run_id, a.ordinal, a.step, card.price, card.currency,
    case card.billed_on when 'sent' then a.new_sent_at else a.new_delivered_at end as at
  from after a
  cross join lateral rate_at(a.channel, a.country, 'marketing', coalesce(a.new_sent_at, a.claimed_at, a.new_delivered_at)) card
  where a.billed_at is null
    and case card.billed_on
      when 'delivered' then a.delivered_at is null and a.new_delivered_at is not null
      -- dispatch bills what it sends; this is what it could not know to be sent
      else a.sent_at is null and a.new_sent_at is not null
    end
), written as (
  update recipient r
  set state = a.new_state, reason = a.new_reason, receipt = a.new_receipt, sent_at = a.new_sent_at,
    delivered_at = a.new_delivered_at, read_at = a.new_read_at, read_implied = a.new_read_implied, failed_at = a.new_failed_at,
    expired_at = a.new_expired_at, opted_out_at = a.new_opted_out_at, failure_class = a.new_failure_class,
    failure_code = a.new_failure_code, provider_message_id = a.new_provider_id,
    fall_back_at = case when r.fall_back_at is null then null else a.new_fall_back_at end,
    price = coalesce(b.price, r.price), price_currency = coalesce(b.currency, r.price_currency),
    billed_at = coalesce(b.at, r.billed_at)
  from after a
  left join bill b on b.run_id = a.run_id and b.ordinal = a.ordinal and b.step = a.step
  where a.present and r.run_id = a.run_id and r.ordinal = a.ordinal
    and (b.run_id is not null
      or (a.state, a.reason, a.receipt, a.sent_at, a.delivered_at, a.read_at, a.read_implied, a.failed_at, a.expired_at,
          a.opted_out_at, a.failure_code, a.provider_message_id)
        is distinct from
         (a.new_state, a.new_reason, a.new_receipt, a.new_sent_at, a.new_delivered_at, a.new_read_at, a.new_read_implied,
          a.new_failed_at, a.new_expired_at, a.new_opted_out_at, a.new_failure_code, a.new_provider_id))
), noted as (
  update recipient_attempt t
  set state = a.new_state, reason = a.new_reason, receipt = a.new_receipt, sent_at = a.new_sent_at,
    delivered_at = a.new_delivered_at, read_at = a.new_read_at, read_implied = a.new_read_implied, failed_at = a.new_failed_at,
    expired_at = a.new_expired_at, opted_out_at = a.new_opted_out_at, failure_class = a.new_failure_class,
    failure_code = a.new_failure_code, provider_message_id = a.new_provider_id,
    price = coalesce(b.price, t.price), price_currency = coalesce(b.currency, t.price_currency),
    billed_at = coalesce(b.at, t.billed_at)
  from after a
  left join bill b on b.run_id = a.run_id and b.ordinal = a.ordinal and b.step = a.step
  where not a.present and t.run_id = a.run_id and t.ordinal = a.ordinal and t.step = a.step
), clicked as (
  select f.n, f.run, f.ordinal, f.step, f.at, f.link, f.machine, a.contact_id, l.target
  from fact f
  join after a on a.run_id = f.run and a.ordinal = f.ordinal and a.step = f.step
  join link l on l.run_id = a.run_id and l.arm = a.arm and l.index = f.link
  where f.kind = 'clicked'
), opened as (
  select f.n, f.run, f.ordinal, f.step, f.at, f.machine
  from fact f
  join after a on a.run_id = f.run and a.ordinal = f.ordinal and a.step = f.step
  where f.kind = 'opened'
), told as (
  insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason,
    link_index, machine, price, currency, rules, judged_by, user_agent, network, since_accepted_ms)
  select e.kind, e.at, a.run_id, a.ordinal, a.contact_id, a.arm, coalesce(a.channel, ''), coalesce(a.country, ''),
    coalesce(a.language, ''), e.reason, e.link, e.machine, e.price, e.currency,
    coalesce(s.rules, 0), coalesce(s.judged_by, ''), coalesce(s.user_agent, ''), coalesce(s.network, ''), s.since_accepted_ms
  from after a
  cross join lateral (
    select 1 as place, 'sent' as kind, a.new_sent_at as at, '' as reason, cast(0 as smallint) as link, false as machine,
      cast(null as numeric) as price, cast(null as char(3)) as currency, cast(null as integer) as n
    where a.sent_at is null and a.new_sent_at is not null
    union all
    select 2, 'failed', a.new_failed_at, coalesce(a.new_failure_code, ''), 0, false, null, null, null
    where a.failed_at is null and a.new_failed_at is not null
    union all
    select 3, 'expired', a.new_expired_at, '', 0, false, null, null, null
    where a.expired_at is null and a.new_expired_at is not null
    union all
    select 4, 'delivered', a.new_delivered_at,
      case when coalesce(a.told_delivered_at, a.covered_at) is null then 'implied' else '' end, 0, false, null, null, null
    where a.delivered_at is null and a.new_delivered_at is not null
    union all
    select 5, 'billed', b.at, '', 0, false, b.price, b.currency, null
    from bill b where b.run_id = a.run_id and b.ordinal = a.ordinal and b.step = a.step
    union all
    select 6, 'read', a.new_read_at, 'implied', 0, false, null, null, null
    where a.read_at is null and a.concluded
    union all
    select 7, 'read', a.direct_read_at, '', 0, false, null, null, (
        select min(o.n) from opened o
        where not o.machine and o.run = a.run_id and o.ordinal = a.ordinal and o.step = a.step and o.at = a.direct_read_at)
    where a.direct_read_at is not null and (a.read_at is null or a.concluded)
    union all
    select 7, 'clicked', c.at, '', c.link, c.machine, null, null, c.n
    from clicked c where c.run = a.run_id and c.ordinal = a.ordinal and c.step = a.step
    union all
    -- a person's open is the reading above; a program's stands for itself
    select 7, 'read', o.at, '', 0, true, null, null, o.n
    from opened o where o.machine and o.run = a.run_id and o.ordinal = a.ordinal and o.step = a.step
    union all
    select 8, 'opted_out', a.new_opted_out_at, '', 0, false, null, null, null
    where a.opted_out_at is null and a.new_opted_out_at is not null
    union all
    select 9, 'complained', c.at, '', 0, false, null, null, null
    from (select run, ordinal, step, min(at) as at from fact where kind = 'complained' group by run, ordinal, step) c
    where c.run = a.run_id and c.ordinal = a.ordinal and c.step = a.step
  ) e
  left join fact s on s.n = e.n
  order by a.run_id, a.ordinal, a.step, e.place
), touched as (
  insert into touch (contact_id, run_id, ordinal, kind, at)
  select contact_id, run, ordinal, 'click', at from clicked where not machine
), due as (
  -- an order with the code of a message hangs on whether the message left
  insert into attribution_due (contact_id, sale_id)
  select distinct used.contact_id, used.sale_id
  from after a
  join run on run.id = a.run_id
  join code_use used on used.campaign_id = run.campaign_id and used.contact_id = a.contact_id
  where a.state is distinct from a.new_state
    and exists (select from campaign_arm arm where arm.campaign_id = run.campaign_id and arm.offer_id is not null)
)
select n, target, cast(null as integer) as shared_run, cast(null as integer) as shared_ordinal from clicked
union all
select n, '', null, null from opened
union all
select null, null, l.run_id, l.ordinal from locked l
where exists (select from recipient_attempt a where a.run_id = l.run_id and a.ordinal = l.ordinal)
