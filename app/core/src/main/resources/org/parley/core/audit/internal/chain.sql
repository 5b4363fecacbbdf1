-- The last seal, and the first entry at which the chain does not hold: its seal is another than its content and the seal before
-- give, a number is missing, a sealed entry is gone, or an entry was never sealed. The newest entries are missed by nobody once
-- their seals are gone too: only a seal that was kept elsewhere proves that the log still reaches as far.
with link as (
  select s.number, s.entry_id, s.seal, e.id,
    audit_seal_of(coalesce(lag(s.seal) over by_number, ''), e) as due,
    coalesce(lag(s.number) over by_number, 0) + 1 as next
  from audit_seal s
  left join audit_entry e on e.id = s.entry_id
  window by_number as (order by s.number)
),
last as (
  select number, seal from audit_seal order by number desc limit 1
),
broken as (
  select entry_id from link where id is null or seal <> due or number <> next
  union all
  select e.id from audit_entry e where not exists (select 1 from audit_seal s where s.entry_id = e.id)
)
select
  coalesce((select number from last), 0) as number,
  coalesce((select encode(seal, 'hex') from last), '') as seal,
  (select min(entry_id) from broken) as broken
