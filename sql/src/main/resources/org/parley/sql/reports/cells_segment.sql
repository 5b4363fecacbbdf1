-- Cells of a run by segments, which may overlap. Parameters: run, and a query of segments and their contacts.
select toString(segment) as value, groupBitmapState(toUInt32(ordinal)) as members
from (select distinct ordinal, contact_id from message_event where run_id = toUInt32(?) and kind = 'assigned') as target
inner join ({1}) as member on target.contact_id = member.contact
group by value
