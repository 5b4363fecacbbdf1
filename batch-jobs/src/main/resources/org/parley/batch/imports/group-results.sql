-- Rows become recipients, numbered by where they first stand in the file. A person is recorded whole or not at all.
-- A fact without a time counts at the time of the send, and that at the time of the run. Evidence closes upward, as everywhere: who
-- clicked or replied has read, who read has received. A time is dated where the file told it of the very fact.
with told as (
  select r.*, r.line * case when r.contact_id is null then 1 else 0 end as stranger,
    -- all that the row says, in one spelling
    jsonb_build_array(arm, sent, extract(epoch from sent_at), delivered, extract(epoch from delivered_at),
      opened, extract(epoch from opened_at), clicked, extract(epoch from clicked_at), replied, extract(epoch from replied_at),
      opted_out, extract(epoch from opted_out_at), converted, extract(epoch from converted_at), order_id, trim_scale(revenue))::text as facts,
    -- of an order that is told of several people, or in several ways
    count(*) filter (where converted) over (partition by contact_id, order_id) as tellings,
    case when converted and order_id is not null then
      min(contact_id) over (partition by order_id, converted) <> max(contact_id) over (partition by order_id, converted)
      or min(row(revenue, converted_at)::text) over (partition by order_id, converted)
        <> max(row(revenue, converted_at)::text) over (partition by order_id, converted)
    end as disputed
  from import_result_row r
  where import_id = :import
), person as (
  select contact_id, stranger, min(line) as first_line, count(*) as lines,
    min(line) filter (where bad) as bad_line,
    min(arm) as arm, min(arm) <> max(arm) as two_arms,
    bool_or(sent) as sent,
    case when bool_or(sent) then coalesce(min(sent_at), :at) end as sent_at, min(sent_at) as told_sent_at,
    bool_or(delivered) as delivered, min(delivered_at) as delivered_at,
    bool_or(opened) as opened, min(opened_at) as opened_at,
    bool_or(clicked) as clicked, min(clicked_at) as clicked_at,
    bool_or(replied) as replied, min(replied_at) as replied_at,
    bool_or(opted_out) as opted_out, min(opted_out_at) as opted_out_at,
    bool_or(converted and order_id is null and tellings > 1) as uncertain_orders,
    bool_or(disputed) as disputed_order,
    sha256(convert_to(string_agg(distinct facts, '|' order by facts), 'UTF8')) as digest
  from told
  group by contact_id, stranger
), dated as (
  select person.*,
    case when opened then coalesce(opened_at, sent_at) end as open_at,
    least(
      case when clicked then coalesce(clicked_at, sent_at) end,
      case when replied then coalesce(replied_at, sent_at) end) as acted_at,
    -- only of e-mail nobody can tell whether it was a person
    :raw and :emails like '%,' || arm || ',%' as machines
  from person
), opened as (
  select dated.*,
    least(acted_at, case when not machines then open_at end) as new_read_at,
    case when machines then open_at end as machine_read_at
  from dated
), closed as (
  select opened.*, least(case when delivered then coalesce(delivered_at, sent_at) end, new_read_at) as new_delivered_at
  from opened
)
insert into import_result (import_id, seq, first_line, lines, contact_id, arm, sent, sent_at, sent_dated, delivered_at, delivered_dated,
  read_at, read_dated, machine_read_at, machine_read_dated, opted_out_at, opted_out_dated, digest, column_name, reason)
select :import, row_number() over (order by first_line), first_line, lines, contact_id, arm, sent, sent_at, told_sent_at is not null,
  new_delivered_at, new_delivered_at = delivered_at, new_read_at, not machines and new_read_at = opened_at, machine_read_at,
  opened_at is not null, case when opted_out then coalesce(opted_out_at, sent_at, :at) end, opted_out_at is not null, digest,
  case
    when contact_id is null then :key
    when bad_line is not null then ''
    when two_arms then :arm
    when not sent and (delivered or opened or clicked or replied) then :sent
    when uncertain_orders or disputed_order then :order
  end,
  case
    when contact_id is null then 'No contact, or more than one, is known by this; import contacts first'
    when bad_line is not null then 'Line ' || bad_line || ' of this recipient is bad; a recipient is recorded whole or not at all'
    when two_arms then 'The lines of this recipient do not agree on the arm'
    when not sent and (delivered or opened or clicked or replied) then 'Something happened to a message that was not sent'
    when uncertain_orders then 'Several orders of one recipient need a column with the number of the order'
    when disputed_order then 'This order is told twice, and otherwise'
  end
from closed
