-- Every recipient is billed at a price of its own, so that each is a line of the file.
insert into recipient (run_id, ordinal, contact_id, arm, channel, country, state, price, price_currency, billed_at)
select 1 + n % 10, 1 + n / 10, n, 1, 'viber', 'DE', 'sent', (1 + n / 10)::numeric / 1000000, 'EUR', timestamptz '2026-01-20 08:00Z'
from generate_series(0, {0} - 1) n
