-- An invoice may be withdrawn as long as nobody accepted it: it is kept, and its number is free again.
alter table invoice
  add column lines_sha256 text,                    -- of its lines alone, as they were read; null: it came before there was this
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add column withdrawal   text,                    -- why
  add constraint invoice_withdrawn check (num_nonnulls(withdrawn_by, withdrawn_at, withdrawal) in (0, 3));

drop trigger invoice_append_only on invoice;
create trigger invoice_append_only before delete on invoice
  for each row execute function refuse_change();
-- it changes by being withdrawn, once
create trigger invoice_only_withdrawn before update on invoice
  for each row
  when (old.withdrawn_at is not null
    or to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'withdrawal']
      is distinct from to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'withdrawal'])
  execute function refuse_change();

-- A number is one invoice whatever its case.
drop index invoice_told_once;
create unique index invoice_told_once on invoice (lower(vendor), lower(number)) where withdrawn_at is null;
create index invoice_by_lines on invoice (lines_sha256);

-- A reversal has no reconciliation of its own; those of before keep the copy that was written beside them.
alter table invoice_entry
  alter column reconciliation drop not null,
  add constraint invoice_entry_reconciled check ((reconciliation is null) = (reverses is not null)) not valid;

-- All that was sent: every attempt at a person has its own bill, also one that was left for another step.
create view ledger_message as
select run_id, ordinal, arm, channel, country, provider_message_id, price, price_currency, billed_at, sent_at,
  claimed_at
from recipient
union all
select a.run_id, a.ordinal, r.arm, a.channel, r.country, a.provider_message_id, a.price, a.price_currency, a.billed_at, a.sent_at,
  a.claimed_at
from recipient_attempt a
join recipient r on r.run_id = a.run_id and r.ordinal = a.ordinal;

create or replace view invoiceable_message as
select m.run_id, m.ordinal, m.arm::int as arm, coalesce(s.account, '') as account, m.channel, coalesce(m.country::text, '') as country,
  m.provider_message_id, m.price, m.price_currency::text as currency, m.billed_at,
  coalesce(m.billed_at, m.sent_at, m.claimed_at, run.started_at) as at
from ledger_message m
join invoiceable_run run on run.id = m.run_id
left join arm_step s on s.campaign_id = run.campaign_id and s.arm = m.arm and s.channel = m.channel;
