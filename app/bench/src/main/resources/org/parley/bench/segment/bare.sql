-- What the rule says, by hand, and nothing else.
select count() from contact final
where not deleted and country in ('DE', 'FR', 'IT') and has(tags, 'vip') = 0 and number_attributes['points'] >= 200
  and id in (select contact_id from shop_order final where kind = 'sale' and contact_id != 0 and placed_at > toDateTime64('{since}', 3, 'UTC')
    group by contact_id having count() >= 1)
