-- New codes {3} for the contacts {2}, in the campaign {1} of the offer {0}; {4} now. A code that is taken, by anybody of the
-- company and in whatever case, is left out, as is a person who has one.
insert into promo_code (offer_id, campaign_id, contact_id, code, issued_at)
select {0}, {1}, contact_id, code, {4}
from unnest({2}, {3}) as drawn (contact_id, code)
order by upper(code collate "C")
on conflict do nothing
