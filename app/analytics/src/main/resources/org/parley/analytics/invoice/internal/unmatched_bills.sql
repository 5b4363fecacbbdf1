-- Messages billed in the period of a usage file that it does not name. {0} from (inclusive), {1} until (exclusive), {2} channels
-- (empty: all), {3} invoice
select m.run_id, m.ordinal, m.channel, m.country, m.price, m.currency, m.billed_at, m.provider_message_id
from invoiceable_message m
where m.price is not null and m.billed_at >= {0}::timestamptz and m.billed_at < {1}::timestamptz
  and (cardinality({2}::text[]) = 0 or m.channel = any({2}::text[]))
  and not exists (
    select from invoice_line l
    where l.invoice_id = {3} and l.channel = m.channel and l.message_id = m.provider_message_id)
order by m.run_id, m.ordinal, m.channel
