-- How many of the people assigned to each arm spent how much in a window, credited or not; those who spent nothing, or were paid
-- everything back, are left out. Parameters: run_documents, most rows to give.
select arm, currency, spending, count() as people
from (
  select arm, currency, person, sum(amount) as spending
  from ({0})
  group by arm, currency, person
  having spending != 0
)
group by arm, currency, spending
order by arm, currency, spending
limit {1}
