-- Tells the new verdicts of rejudging {0} on the people after ({1}, {2}) up to ({3}, {4}): as events of their own, in the time of those that
-- they are about, so that both stand in the same month.
insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, rules, judged_by, about)
select case when e.overturns then 'overturned' else 'restored' end, e.occurred_at, r.run_id, r.ordinal, r.contact_id, r.arm, e.channel,
  coalesce(r.country, ''), coalesce(r.language, ''), g.rules, e.judged_by, e.event_id
from rejudged_event e
join rejudging g on g.id = e.rejudging_id
join recipient r on r.run_id = e.run_id and r.ordinal = e.ordinal
where e.rejudging_id = {0} and (e.run_id, e.ordinal) > ({1}, {2}) and (e.run_id, e.ordinal) <= ({3}, {4})
order by e.run_id, e.ordinal, e.event_id
