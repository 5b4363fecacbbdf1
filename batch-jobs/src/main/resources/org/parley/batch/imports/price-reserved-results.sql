-- Messages of an arm cost their share of its total, whichever file it was given for.
update import_result i set price = p.price
from reserved_price p
where i.import_id = :import and i.arm = :arm and i.reason is null and i.sent
  and p.run_id = :run and p.arm = :arm and p.contact_id = i.contact_id
