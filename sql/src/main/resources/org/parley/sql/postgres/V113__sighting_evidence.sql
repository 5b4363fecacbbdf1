-- What machines are recognised by goes along with clicks and opens, so that they can be judged again. Never a whole network
-- address: cut to /24 (IPv4) or /48 (IPv6).
alter table event_outbox
  add column user_agent        text   not null default '',
  add column network           text   not null default '',
  add column since_accepted_ms bigint,           -- from the provider's acceptance of the message; null: unknown
  add constraint event_outbox_since_accepted check (since_accepted_ms >= 0);
