-- The key of a suppressed address is made in one place only, here, so that whoever writes the list and whoever asks it can
-- never disagree: HMAC-SHA256 (RFC 2104) of channel, a zero byte and the normalised address, under random bytes of this
-- installation. The list outlives the erasure of a person and names nobody.
--
-- RFC 2104 hashes a key twice, padded to 64 bytes with 0x36 and with 0x5c. Both paddings are made once; a key of an address is
-- then two calls of sha256, cheap enough for every claim.

-- gen_random_uuid() is PostgreSQL's own strong randomness, 122 bits a call
with pepper as materialized (
  select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as value
)
insert into installation_secret (name, value)
select pad.name, (
  select string_agg(
    set_byte('\x00'::bytea, 0, (case when i < 32 then get_byte(pepper.value, i) else 0 end) # pad.byte), ''::bytea order by i)
  from generate_series(0, 63) i)
from pepper
cross join (values ('suppression-inner', 54), ('suppression-outer', 92)) pad (name, byte);

-- Mailboxes are compared without case; other addresses exactly, because providers' ids are case-sensitive.
create function suppression_key(channel text, address text) returns bytea
language sql stable strict parallel safe
return sha256(
  (select value from installation_secret where name = 'suppression-outer')
  || sha256(
    (select value from installation_secret where name = 'suppression-inner')
    || convert_to(channel, 'UTF8') || '\x00'::bytea
    || convert_to(case when position('@' in address) > 0 then lower(btrim(address)) else btrim(address) end, 'UTF8')));

create function suppressed(channel text, address text) returns boolean
language sql stable strict parallel safe
return exists (
  select from suppression s
  where s.channel = suppressed.channel and s.address_key = suppression_key(suppressed.channel, suppressed.address));

alter table suppression add constraint suppression_reason
  check (reason in ('bounced', 'complained', 'blocked', 'do_not_contact'));
