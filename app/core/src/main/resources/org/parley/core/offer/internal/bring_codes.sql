-- Brings codes {1} into the pool {0} and answers those that are new; the others are known to the company already, in whatever case.
insert into promo_code (offer_id, code)
select {0}, code from unnest({1}) as brought (code)
order by upper(code collate "C")
on conflict on constraint promo_code_key_unique do nothing
returning id, code
