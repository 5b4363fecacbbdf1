-- The messages of a usage file that were sent from here. Of those that were billed, the ones count that it charges, a credit being
-- no charge, and that no other invoice settled by charging them. {0} invoice, {1} zone of days, {2} currency
with named as (
  select channel, message_id, count(*) as lines, sum(quantity) as quantity, sum(amount) as amount
  from invoice_line
  where invoice_id = {0} and message_id is not null
  group by 1, 2
), message as (
  select m.*, n.lines, n.quantity, n.amount,
    m.price is not null and m.currency = {2} and n.quantity > 0 and n.amount >= 0 and not exists (
      select from invoice_line l
      join invoice_entry e on e.invoice_id = l.invoice_id and e.reverses is null
      where l.channel = n.channel and l.message_id = n.message_id and l.invoice_id <> {0}
        and not exists (select from invoice_entry undone where undone.reverses = e.id)
      group by l.invoice_id
      having sum(l.quantity) > 0 and sum(l.amount) >= 0) as is_open
  from named n
  join invoiceable_message m on m.channel = n.channel and m.provider_message_id = n.message_id
)
select run_id, arm, account, channel, country, (at at time zone {1})::date as day, sum(lines)::bigint as lines,
  coalesce(sum(lines) filter (where price is null), 0)::bigint as not_billed, sum(quantity)::bigint as quantity,
  sum(amount) as amount, count(*) filter (where is_open) as open_messages,
  coalesce(sum(price) filter (where is_open), 0) as open_price, min(at) as first_at, max(at) as last_at
from message
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 4, 5, 6
