-- The sales that became due: all of the people {0}, those whose time lies in the window of one of the touches {1}, struck or not, and {2}.
select sale.id
from unnest({0}) as due (contact_id)
join shop_order sale on sale.contact_id = due.contact_id and sale.kind = 'sale'
union
select sale.id
from unnest({1}) as due (touch_id)
join touch t on t.id = due.touch_id
join run r on r.id = t.run_id
join campaign c on c.id = r.campaign_id
join shop_order sale on sale.contact_id = t.contact_id and sale.kind = 'sale'
  and t.at <= sale.placed_at and sale.placed_at < t.at + make_interval(hours => 24 * c.attribution_days)
union
select sale.id
from unnest({2}) as due (sale_id)
join shop_order sale on sale.id = due.sale_id
order by id
