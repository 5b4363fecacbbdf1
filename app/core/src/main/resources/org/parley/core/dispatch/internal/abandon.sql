-- At the start of a launch: what an earlier launch had claimed and never settled is unknown, for it may have been sent. Where
-- the provider recognises a repeated send the recipient goes back to pending and is sent again under the same id.
-- {0} run, {1} channels with idempotent sends, {2} now
with lost as (
  update recipient set
    state = case when channel = any({1}::text[]) then 'pending' else 'unknown' end,
    reason = case when channel = any({1}::text[]) then null else 'no_answer' end,
    lease_until = null
  where run_id = {0} and state = 'claimed'
  returning *
)
insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason)
select state, {2}, run_id, ordinal, contact_id, arm, channel, coalesce(country, ''), coalesce(language, ''), reason
from lost where state = 'unknown'
