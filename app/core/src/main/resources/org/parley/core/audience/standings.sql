-- How many contacts a rule fits, by what they can be reached by. Reads one short text a contact in place of four lists, and makes
-- lists of a text once. {0} the condition on c.
(
  select people, cast(toString(standing), 'Tuple(reachable Array(String), addressed Array(String), granted Array(String), withdrawn Array(String))') as lists,
    lists.reachable as reachable, lists.addressed as addressed, lists.granted as granted, lists.withdrawn as withdrawn
  from (
    select c.standing as standing, count() as people
    from contact as c final
    where not c.deleted and {0}
    group by standing
  )
)
