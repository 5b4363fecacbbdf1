-- Cells of a run, of each only those to whom a message was delivered. Parameters: a query of cells (value, members), run_reached.
select undivided.value as value, bitmapAnd(undivided.members, received.delivered) as members
from ({0}) as undivided
cross join ({1}) as received
