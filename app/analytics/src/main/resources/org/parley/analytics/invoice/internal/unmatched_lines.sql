-- Lines of a usage file whose messages are not known here. {0} invoice
select l.*
from invoice_line l
where l.invoice_id = {0} and l.message_id is not null
  and not exists (
    select from recipient r
    join run on run.id = r.run_id and run.source is null and run.sandbox = not exists (select from run live where not live.sandbox and live.started_at is not null)
    where r.channel = l.channel and r.provider_message_id = l.message_id)
  and not exists (
    select from recipient_attempt a
    join run on run.id = a.run_id and run.source is null and run.sandbox = not exists (select from run live where not live.sandbox and live.started_at is not null)
    where a.channel = l.channel and a.provider_message_id = l.message_id)
order by l.line
