-- Lines of a usage file whose messages are not known here. {0} invoice
select l.*
from invoice_line l
where l.invoice_id = {0} and l.message_id is not null
  and not exists (
    select from invoiceable_message m
    where m.channel = l.channel and m.provider_message_id = l.message_id)
order by l.line
