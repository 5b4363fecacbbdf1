-- Writes the outcomes of a chunk and tells them, in one statement. Only a row that is still ours to settle changes: claimed, or
-- unknown because the lease ran out while the provider took its time; a certain answer beats a presumption. Where the recipient
-- has moved on to another step meanwhile, the answer belongs to the attempt that was left.
-- {0} run, {1} ordinals, {2} states, {3} reasons, {4} provider ids, {5} failure classes, {6} failure codes, {7} times,
-- {8} deferred until, {9} whether the channel tells no more of a delivery than that it took the message over (email), {10} steps, {11} whether the
-- provider says that there is no such address
with outcome as (
  select * from unnest({1}::int[], {2}::text[], {3}::text[], {4}::text[], {5}::text[], {6}::text[], {7}::timestamptz[],
    {8}::timestamptz[], {9}::boolean[], {10}::smallint[], {11}::boolean[])
    as o (ordinal, state, reason, provider_message_id, failure_class, failure_code, at, deferred_until, delivered, step, gone)
),
-- in ledger order, as whoever else changes several rows: receipts come while a chunk is written
locked as materialized (
  select ordinal, channel, country from recipient where run_id = {0} and ordinal = any({1}::int[]) order by ordinal for update
),
priced as (
  select o.*, rate.price, rate.currency
  from outcome o
  join locked r on r.ordinal = o.ordinal
  left join recipient_attempt a on a.run_id = {0} and a.ordinal = o.ordinal and a.step = o.step
  left join lateral rate_at(coalesce(a.channel, r.channel), r.country, 'marketing', o.at) rate
    on o.state = 'sent' and (rate.billed_on = 'sent' or o.delivered)
),
settled as (
  update recipient r set
    state = o.state,
    reason = o.reason,
    provider_message_id = coalesce(o.provider_message_id, r.provider_message_id),
    failure_class = o.failure_class,
    failure_code = o.failure_code,
    sent_at = case when o.state = 'sent' then o.at else r.sent_at end,
    receipt = case when o.state <> 'sent' then r.receipt when o.delivered then coalesce(nullif(r.receipt, 'accepted'), 'delivered')
      else coalesce(r.receipt, 'accepted') end,
    delivered_at = case when o.state = 'sent' and o.delivered then least(r.delivered_at, o.at) else r.delivered_at end,
    deferred_until = o.deferred_until,
    attempts = r.attempts + case when o.state in ('deferred', 'pending') then 1 else 0 end,
    lease_until = null,
    -- counted from the answer, not from the claim
    fall_back_at = case
      when r.fall_back_at is null then null
      when o.state = 'failed' and o.failure_class = 'RECIPIENT' then least(r.fall_back_at, o.at)
      when o.state in ('sent', 'unknown') and not o.delivered and r.delivered_at is null and r.opted_out_at is null
        then r.fall_back_at + case when r.state = 'claimed' then greatest(o.at - r.claimed_at, interval '0') else interval '0' end
    end,
    opted_out_at = case when o.failure_class = 'OPTED_OUT' then coalesce(r.opted_out_at, o.at) else r.opted_out_at end,
    price = coalesce(r.price, o.price),
    price_currency = coalesce(r.price_currency, o.currency),
    billed_at = case when r.billed_at is null and o.price is not null then o.at else r.billed_at end
  from priced o
  where r.run_id = {0} and r.ordinal = o.ordinal and r.step = o.step and r.state in ('claimed', 'unknown')
  returning r.run_id, r.ordinal, r.contact_id, r.arm, r.channel, r.address, r.country, r.language, o.state, o.at,
    o.delivered and old.delivered_at is null as newly_delivered, old.price is null as newly_billed,
    coalesce(o.reason, '') as reason, o.failure_class, o.failure_code, o.price, o.currency, o.gone
),
late as (
  update recipient_attempt a set
    state = o.state,
    reason = o.reason,
    provider_message_id = coalesce(o.provider_message_id, a.provider_message_id),
    failure_class = o.failure_class,
    failure_code = o.failure_code,
    sent_at = case when o.state = 'sent' then o.at else a.sent_at end,
    receipt = case when o.state = 'sent' then 'accepted' else a.receipt end,
    opted_out_at = case when o.failure_class = 'OPTED_OUT' then coalesce(a.opted_out_at, o.at) else a.opted_out_at end,
    price = coalesce(a.price, o.price),
    price_currency = coalesce(a.price_currency, o.currency),
    billed_at = case when a.billed_at is null and o.price is not null then o.at else a.billed_at end
  from priced o
  join recipient r on r.run_id = {0} and r.ordinal = o.ordinal
  where a.run_id = {0} and a.ordinal = o.ordinal and a.step = o.step and a.state = 'unknown' and o.state in ('sent', 'failed')
  returning a.run_id, a.ordinal, r.contact_id, r.arm, a.channel, a.address, r.country, r.language, o.state, o.at,
    false as newly_delivered, old.price is null as newly_billed,
    coalesce(o.reason, '') as reason, o.failure_class, o.failure_code, o.price, o.currency, o.gone
),
written as (
  select * from settled union all select * from late
),
-- the provider knows that there is nobody: the address waits until its owner writes from it
nobody as materialized (
  select a.id, w.failure_code, w.at
  from written w
  join address a on a.channel = w.channel and a.value = w.address
  where w.gone
  order by a.id
  for update of a
),
gone as (
  update address a set state = 'invalid', state_reason = n.failure_code, gone_at = n.at
  from nobody n
  where a.id = n.id and a.state <> 'blocked'
    and (a.gone_at is null or a.gone_at < n.at) and (a.last_inbound_at is null or a.last_inbound_at < n.at)
),
-- the provider knows that the person does not want it: so do we, from the same moment
withdrawn as (
  insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, evidence)
  -- and everybody behind the address, for nobody knows which of them it was
  select distinct on (who.contact_id, w.channel, w.at) who.contact_id, w.channel, 'marketing', 'withdrawn', w.at, 'provider',
    'refusal', 'code ' || coalesce(failure_code, '') || ' for message ' || ((run_id::bigint << 32) | ordinal)
  from written w
  -- consents are locked after addresses, as everywhere
  cross join (select count(*) from nobody) addresses
  cross join lateral (
    select w.contact_id
    union
    select a.contact_id from address a where a.channel = w.channel and a.value = w.address) who
  where failure_class = 'OPTED_OUT' and exists (select from contact c where c.id = who.contact_id)
  order by who.contact_id, w.channel, w.at, w.ordinal
  on conflict on constraint consent_event_unique do nothing
)
insert into event_outbox
  (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason, price, currency)
select kind, at, run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''),
  case kind when 'billed' then '' when 'delivered' then 'accepted' else reason end,
  case when kind = 'billed' then price end, case when kind = 'billed' then currency end
from written
cross join lateral (values (state, state <> 'pending'), ('billed', price is not null and newly_billed),
  ('opted_out', failure_class = 'OPTED_OUT'), ('delivered', state = 'sent' and newly_delivered)) told (kind, happened)
where happened
order by ordinal
