-- What files before this one billed of an arm, in millionths.
select (coalesce(sum(price), 0) * 1000000)::bigint from recipient where run_id = :run and arm = :arm
