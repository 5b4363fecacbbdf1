-- which buttons of a run were tapped
create index inbound_message_taps on inbound_message (run_id, payload) where kind = 'button' and run_id is not null;

-- A complaint is a fact of its own, beside the withdrawal that it is too.
alter table event_outbox drop constraint event_outbox_kind;
alter table event_outbox add constraint event_outbox_kind check (kind in ('assigned', 'skipped', 'deferred', 'sent', 'failed',
  'unknown', 'delivered', 'read', 'clicked', 'replied', 'opted_out', 'complained', 'expired', 'billed', 'fell_back', 'taken_back'));
