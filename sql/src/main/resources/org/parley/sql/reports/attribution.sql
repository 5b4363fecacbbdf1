-- What each model gives to each arm of each run of the documents placed in a range, and what no message is given, in one
-- snapshot; PostgreSQL, since there the shares are written with the credits. Parameters: start (inclusive), end (exclusive).
-- An order that was given back in full leaves the count of orders, its money leaves by its refunds on their own days.
-- Lines have run and arm; the rest has a reason: no_contact, no_touch, or no_sale (adjustments, refunds of unknown sales).
with document as materialized (
  select o.id, o.kind, o.currency, o.revenue_minor,
    case when o.kind = 'sale' and o.revenue_minor > 0 and o.revenue_minor + coalesce((
      select sum(refund.revenue_minor) from shop_order refund
      where refund.store = o.store and refund.refund_of = o.external_id and refund.kind = 'refund'), 0) > 0
      then 1 else 0 end as kept,
    case
      when o.kind = 'sale' then case when o.contact_id is null then 'no_contact' else 'no_touch' end
      when o.kind = 'refund' then coalesce((
        select case when sale.contact_id is null then 'no_contact' else 'no_touch' end from shop_order sale
        where sale.store = o.store and sale.external_id = o.refund_of and sale.kind = 'sale'), 'no_sale')
      else 'no_sale'
    end as reason
  from shop_order o
  where o.placed_at >= cast(? as timestamptz) and o.placed_at < cast(? as timestamptz)
)
select s.model, s.run_id, r.arm, null as reason, d.currency,
  sum(s.weight * d.kept) as millionths,
  coalesce(sum(s.minor) filter (where d.kind = 'sale'), 0) as gross,
  coalesce(sum(s.minor) filter (where d.kind <> 'sale'), 0) as refunds
from document d
join credit_share s on s.shop_order_id = d.id
join recipient r on r.run_id = s.run_id and r.ordinal = s.ordinal
group by s.model, s.run_id, r.arm, d.currency
union all
select null, null, null, d.reason, d.currency,
  sum(1000000 * d.kept),
  coalesce(sum(d.revenue_minor) filter (where d.kind = 'sale'), 0),
  coalesce(sum(d.revenue_minor) filter (where d.kind <> 'sale'), 0)
from document d
where not exists (select from credit_share s where s.shop_order_id = d.id)
group by d.reason, d.currency
order by model, run_id, arm, reason, currency
