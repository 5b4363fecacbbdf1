-- What of an arm's total is billed or reserved, in millionths.
select (coalesce(sum(price), 0) * 1000000)::bigint
from (
  select price from recipient where run_id = :run and arm = :arm
  union all
  select price from reserved_price where run_id = :run and arm = :arm
) spent
