-- Writes the outcomes of a chunk and tells them, in one statement. Only a row that is still ours to settle changes: claimed, or
-- unknown because the lease ran out while the provider took its time; a certain answer beats a presumption.
-- {0} run, {1} ordinals, {2} states, {3} reasons, {4} provider ids, {5} failure classes, {6} failure codes, {7} times,
-- {8} deferred until, {9} whether the channel tells no more of a delivery than that it took the message over (email)
with outcome as (
  select * from unnest({1}::int[], {2}::text[], {3}::text[], {4}::text[], {5}::text[], {6}::text[], {7}::timestamptz[],
    {8}::timestamptz[], {9}::boolean[])
    as o (ordinal, state, reason, provider_message_id, failure_class, failure_code, at, deferred_until, delivered)
),
priced as (
  select o.*, rate.price, rate.currency
  from outcome o
  join recipient r on r.run_id = {0} and r.ordinal = o.ordinal
  left join lateral rate_at(r.channel, r.country, 'marketing', o.at) rate
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
    opted_out_at = case when o.failure_class = 'OPTED_OUT' then coalesce(r.opted_out_at, o.at) else r.opted_out_at end,
    price = coalesce(r.price, o.price),
    price_currency = coalesce(r.price_currency, o.currency),
    billed_at = case when r.billed_at is null and o.price is not null then o.at else r.billed_at end
  from priced o
  where r.run_id = {0} and r.ordinal = o.ordinal and r.state in ('claimed', 'unknown')
  returning r.run_id, r.ordinal, r.contact_id, r.arm, r.channel, r.country, r.language, o.state, o.at,
    o.delivered and old.delivered_at is null as newly_delivered, old.price is null as newly_billed,
    coalesce(o.reason, '') as reason, o.failure_class, o.failure_code, o.price, o.currency
),
-- the provider knows that the person does not want it: so do we, from the same moment
withdrawn as (
  insert into consent_event (contact_id, channel, purpose, state, occurred_at, source, method, evidence)
  select contact_id, channel, 'marketing', 'withdrawn', at, 'provider', 'refusal',
    'code ' || coalesce(failure_code, '') || ' for message ' || ((run_id::bigint << 32) | ordinal)
  from settled where failure_class = 'OPTED_OUT'
  on conflict on constraint consent_event_unique do nothing
)
insert into event_outbox
  (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason, price, currency)
select kind, at, run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''),
  case kind when 'billed' then '' when 'delivered' then 'accepted' else reason end,
  case when kind = 'billed' then price end, case when kind = 'billed' then currency end
from settled
cross join lateral (values (state, state <> 'pending'), ('billed', price is not null and newly_billed),
  ('opted_out', failure_class = 'OPTED_OUT'), ('delivered', state = 'sent' and newly_delivered)) told (kind, happened)
where happened
order by ordinal
