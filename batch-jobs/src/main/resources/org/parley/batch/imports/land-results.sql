-- New recipients with their ledger row, their events, the touches of what they did themselves. No address: nothing that a provider tells of an address may ever be taken for news of this message.
-- A click is told as often as it has a time of its own. What has none of its own, or is only concluded, is 'implied', and the touch
-- undated: it counts, but no time is taken from it.
with fresh as materialized (
  select i.*, c.country, c.language, a.channel,
    case when a.channel is null then 'holdout' when not i.sent then 'not_sent' end as skipped
  from import_result i
  join contact c on c.id = i.contact_id
  join run on run.id = :run
  join campaign_arm a on a.campaign_id = run.campaign_id and a.arm = i.arm
  where i.import_id = :import and i.seq > :after and i.seq <= :to and i.ordinal is not null
), recorded as (
  insert into recipient (run_id, ordinal, contact_id, arm, channel, country, language, state, reason, sent_at, receipt, delivered_at,
    read_at, opted_out_at, price, price_currency, billed_at)
  select :run, ordinal, contact_id, arm, channel, country, language, case when skipped is null then 'sent' else 'skipped' end, skipped,
    sent_at,
    case when read_at is not null then 'read' when delivered_at is not null then 'delivered' when sent then 'accepted' end,
    delivered_at, read_at, opted_out_at, price, case when price is not null then cast(:currency as text) end,
    case when price is not null then sent_at end
  from fresh
  order by ordinal
), digested as (
  insert into foreign_result (run_id, ordinal, digest) select :run, ordinal, digest from fresh
), paid as (
  delete from reserved_price p using fresh f where p.run_id = :run and p.contact_id = f.contact_id
), acted as (
  select distinct f.ordinal, f.contact_id, f.arm, f.channel, f.country, f.language, act.kind, act.touch, coalesce(act.at, f.sent_at) as at,
    act.at is not null as dated
  from fresh f
  join import_result_row r on r.import_id = :import and r.contact_id = f.contact_id
  cross join lateral (values ('clicked', 'click', r.clicked, r.clicked_at), ('replied', 'reply', r.replied, r.replied_at))
    act (kind, touch, happened, at)
  where act.happened
), touched as (
  insert into touch (contact_id, run_id, ordinal, kind, at)
  select contact_id, :run, ordinal, case when dated then touch else 'undated_' || touch end, at from acted
)
insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason, machine, price,
  currency)
select kind, at, :run, ordinal, contact_id, arm, coalesce(channel, ''), coalesce(country, ''), coalesce(language, ''),
  case when dated then reason else 'implied' end, machine, price, case when price is not null then cast(:currency as text) end
from (
  select ordinal, contact_id, arm, channel, country, language, told.*
  from fresh f
  cross join lateral (values
    (1, 'assigned', cast(:at as timestamptz), true, '', false, cast(null as numeric)),
    (2, 'skipped', case when skipped is not null then :at end, true, skipped, false, null),
    (3, 'sent', f.sent_at, f.sent_dated, '', false, null),
    (4, 'billed', case when f.price is not null then f.sent_at end, true, '', false, f.price),
    (5, 'delivered', f.delivered_at, f.delivered_dated, '', false, null),
    (6, 'read', f.read_at, f.read_dated, '', false, null),
    (7, 'read', f.machine_read_at, f.machine_read_dated, '', true, null),
    (9, 'opted_out', f.opted_out_at, f.opted_out_dated, '', false, null)) told (place, kind, at, dated, reason, machine, price)
  where told.at is not null
  union all
  select ordinal, contact_id, arm, channel, country, language, 8, kind, at, dated, '', false, null
  from acted
) event
order by ordinal, place, at
