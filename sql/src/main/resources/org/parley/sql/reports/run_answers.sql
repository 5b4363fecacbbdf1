-- People of one run whom it reached by what they did then (the first that fits: wrote, tapped a button, clicked, neither), and what
-- they bought in a window, credited or not. Parameters: run, run_reached, run_documents of the window.
-- Rows with people have no buyers and the other way round; of the latter, those with an empty currency stand for all currencies.
with
  toUInt32(?) as of_run,
  reached as ({1}),
  replied as (
    select groupBitmapStateIf(ordinal, reason != 'button') as wrote, groupBitmapState(ordinal) as answered
    from message_event
    where run_id = of_run and kind = 'replied'
      and machine = (event_id global in (select event_id from overturned_event where run_id = of_run))
  ),
  answer as (
    select kind.1 as answer, kind.2 as people
    from reached cross join replied
    array join [
      ('wrote', wrote), ('tapped', bitmapAndnot(answered, wrote)), ('clicked', bitmapAndnot(reached.clicked, answered)),
      ('neither', bitmapAndnot(bitmapAndnot(reached.delivered, reached.clicked), answered))
    ] as kind
  ),
  part as (
    select toInt32(value) as arm, answer, bitmapAnd(members, people) as people
    from (select value, groupBitmapMergeState(people) as members from audience where run_id = of_run and dimension = 'arm' group by value) as assigned
    cross join answer
  ),
  document as ({2}),
  buying as (
    select groupBitmapState(number) as buyers from document
  ),
  -- by numbers: a bitmap beside each document would be copied as often
  placed as (
    select arm, answer, arrayJoin(bitmapToArray(bitmapAnd(people, buyers))) as ordinal
    from part cross join buying
  ),
  bought as (
    select placed.arm as arm, placed.answer as answer, document.currency as currency, document.person as person, document.amount as amount,
      document.sold as sold
    from placed inner join document on placed.ordinal = document.number
  ),
  told as (
    select arm, answer, '' as currency, toInt64(bitmapCardinality(people)) as people, toInt64(0) as buyers, toInt64(0) as net
    from part
    union all
    select arm, answer, currency, toInt64(0) as people, toInt64(uniqExactIf(person, sold = 1)) as buyers, toInt64(sum(amount)) as net
    from bought
    group by grouping sets ((arm, answer), (arm, answer, currency))
  )
select arm, answer, currency, people, buyers, net
from told
order by arm, answer, currency, people
