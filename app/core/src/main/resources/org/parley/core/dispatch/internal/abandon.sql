-- At the start of a launch: what an earlier launch had claimed and never settled. A receipt or a click that came meanwhile proves
-- that it was sent. Else it is unknown, for it may have been; where the provider recognises a repeated send the recipient goes
-- back to pending and is sent again under the same id.
-- {0} run, {1} channels with idempotent sends, {2} now, {3} channels that tell of deliveries: on the others nobody will ever know,
-- so that silence is no reason to write on another channel
with locked as materialized (
  select ordinal from recipient where run_id = {0} and state = 'claimed' order by ordinal for update
), lost as (
  update recipient r set
    state = case when delivered_at is not null then 'sent' when channel = any({1}::text[]) then 'pending' else 'unknown' end,
    reason = case when delivered_at is null and not channel = any({1}::text[]) then 'no_answer' end,
    sent_at = case when delivered_at is not null then claimed_at end,
    fall_back_at = case when delivered_at is null and channel = any({3}::text[]) then fall_back_at end,
    lease_until = null
  from locked l
  where r.run_id = {0} and r.ordinal = l.ordinal and r.state = 'claimed'
  returning r.*
), due as (
  insert into attribution_due (contact_id, sale_id)
  select d.contact_id, d.sale_id
  from (select array_agg(run_id) as runs, array_agg(ordinal) as ordinals from lost) l
  cross join codes_due(l.runs, l.ordinals) d
)
insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
select state, coalesce(sent_at, {2}), run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''),
  coalesce(reason, '')
from lost where state in ('unknown', 'sent')
