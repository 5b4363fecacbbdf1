-- Contacts {from} and {count} more, all a function of their number: eight countries, nine of ten with email, seven of ten with Viber.
insert into contact (id, version, deleted, country, language, time_zone, preferred_channel, tags, reachable, addressed, granted, withdrawn,
  text_attributes, number_attributes, boolean_attributes, date_attributes, created_at)
select
  number as id, 1 as version, false as deleted,
  ['DE', 'ES', 'FR', 'IT', 'PL', 'BG', 'RO', 'GB'][1 + draw % 8] as country, ['de', 'es', 'fr', 'it', 'pl', 'bg', 'ro', 'en'][1 + draw % 8] as language,
  'Europe/Berlin' as time_zone, if(viber, 'viber', 'email') as preferred_channel,
  if(draw % 5 = 0, ['vip'], []) as tags,
  arrayFilter(channel -> channel != '', [if(email, 'email', ''), if(viber, 'viber', '')]) as reachable, reachable as addressed,
  arrayFilter(grant -> grant != '', [if(email and draw % 7 != 0, 'email/marketing', ''), if(viber and draw % 6 != 0, 'viber/marketing', '')]) as granted,
  if(email and draw % 21 = 0, ['email/marketing'], []) as withdrawn,
  map('city', ['Sofia', 'Berlin', 'Madrid'][1 + draw % 3]) as text_attributes, map('points', toFloat64(draw % 1000)) as number_attributes,
  map() as boolean_attributes, map() as date_attributes, toDateTime64('2026-01-01 00:00:00', 3, 'UTC') as created_at
from (select number, intDiv(cityHash64(number), 16) as draw, draw % 10 != 3 as email, intDiv(draw, 10) % 10 < 7 as viber from numbers({from}, {count}))
settings max_insert_threads = 2, min_insert_block_size_rows = 1048576
