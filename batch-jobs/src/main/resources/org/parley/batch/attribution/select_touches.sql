-- Every touch whose window holds one of the sales {0}. Clicks by people and replies: [touch, touch + attribution days of the
-- campaign); a day is 24 hours, whatever clocks do. Codes in the order: {3} seconds from the first time that their message was sent. Readings by people and deliveries: {1} and {2} seconds, 0 for not at all. What another tool
-- reported of the order is a touch of that order alone, whatever the window.
select s.id as sale_id, t.run_id, t.ordinal, t.kind, t.at
from unnest({0}) as asked (id)
join shop_order s on s.id = asked.id
cross join lateral (
  select t.run_id, t.ordinal, t.kind, t.at
  from touch t
  join run r on r.id = t.run_id
  join campaign c on c.id = r.campaign_id
  where t.contact_id = s.contact_id and t.struck_by is null
    and t.at <= s.placed_at
    and s.placed_at < t.at + make_interval(hours => 24 * c.attribution_days)
  union all
  select m.run_id, m.ordinal,
    case
      when exists (select from shared_codes went_round where went_round.campaign_id = used.campaign_id) then 'shared_code'
      when used.used_by = 'other' then 'code_of_another'
      else 'code'
    end, send.at
  from code_use used
  join run on run.campaign_id = used.campaign_id
  join recipient m on m.run_id = run.id and m.contact_id = used.contact_id
  cross join lateral (
    select min(at) as at
    from (
      select coalesce(m.sent_at, m.claimed_at) as at where m.state in ('sent', 'unknown')
      union all
      select coalesce(left_one.sent_at, left_one.claimed_at) from recipient_attempt left_one
      where left_one.run_id = m.run_id and left_one.ordinal = m.ordinal and left_one.state in ('sent', 'unknown')
    ) sends
  ) send
  where {3} > 0 and used.sale_id = s.id
    and send.at <= s.placed_at and s.placed_at < send.at + make_interval(secs => {3})
  union all
  select r.run_id, r.ordinal, 'read', r.read_at
  from recipient r
  where {1} > 0 and r.contact_id = s.contact_id
    and r.read_at <= s.placed_at and s.placed_at < r.read_at + make_interval(secs => {1})
  union all
  select r.run_id, r.ordinal, 'delivered', r.delivered_at
  from recipient r
  where {2} > 0 and r.contact_id = s.contact_id
    and r.delivered_at <= s.placed_at and s.placed_at < r.delivered_at + make_interval(secs => {2})
  union all
  select o.run_id, o.ordinal, case when o.own then 'reported' else 'claimed' end, o.at
  from reported_order o
  where o.shop_order_id = s.id
) t
order by s.id
