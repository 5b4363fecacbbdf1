-- How many of the people assigned to each arm spent how much in a window, credited or not; those who spent nothing, or were paid
-- everything back, are left out. Parameters: run_documents, most people to tell apart: of more, their number alone, as arm 0.
select if(many, 0, of_arm) as arm, if(many, '', of_currency) as currency, if(many, 0, spent) as spending, count() as people
from (
  select of_arm, of_currency, spent, count() over () > {1} as many
  from (
    select arm as of_arm, currency as of_currency, sum(amount) as spent
    from ({0})
    group by arm, currency, person
    having spent != 0
  )
)
group by arm, currency, spending
order by arm, currency, spending
