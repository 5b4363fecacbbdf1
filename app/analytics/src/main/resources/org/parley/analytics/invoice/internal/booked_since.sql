-- The latest acceptance that stands and bears on messages that an earlier entry settled. {0} that entry
select e.invoice_id
from invoice_entry e
where e.id > {0} and e.reverses is null
  and not exists (select from invoice_entry undone where undone.reverses = e.id)
  and exists (
    select from invoice_booking b
    join invoice_booking settled using (run_id, arm, channel, country, day)
    where b.entry_id = e.id and settled.entry_id = {0} and (settled.messages <> 0 or settled.accrued_minor <> 0))
order by e.id desc
limit 1
