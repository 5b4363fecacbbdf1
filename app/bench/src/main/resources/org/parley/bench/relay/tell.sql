-- Events of twenty runs of the last three weeks, as dispatch and intake tell them: not older, since what machines are known by is
-- forgotten after thirty days. {0} how many
insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason, link_index, machine,
  price, currency, user_agent, network, since_accepted_ms, rules, judged_by)
select kind, date_trunc('day', now()) - run * interval '1 day' + person % 7200 * interval '1 second', run, person, person,
  1 + person % 3, (array['viber', 'whatsapp', 'sms', 'email'])[1 + run % 4], (array['DE', 'ES', 'FR', 'IT', 'PL'])[1 + person % 5],
  'en', '', case when kind = 'clicked' then 1 else 0 end, kind = 'clicked' and person % 9 = 0,
  case when kind = 'billed' then 0.0140 end, case when kind = 'billed' then 'EUR' end,
  case when kind = 'clicked' then 'Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile' else '' end,
  case when kind = 'clicked' then '198.51.' || person % 256 || '.0/24' else '' end, case when kind = 'clicked' then person % 90000 end,
  case when kind = 'clicked' then 3 else 0 end, case when kind = 'clicked' and person % 9 = 0 then 'agent' else '' end
from (
  select (array['assigned', 'sent', 'billed', 'delivered', 'read', 'clicked'])[1 + i % 6] as kind, 1 + i / 6 % 20 as run,
    1 + i / 120 as person
  from generate_series(0, {0} - 1) i) event
