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
  -- summed up before it is joined: ClickHouse would cross documents with people first, and look at who bought them afterwards
  spent as (
    select any(number) as number, currency, person, sum(amount) as spending, sum(sold) as sales
    from ({2})
    group by currency, person
  ),
  buying as (
    select groupBitmapState(number) as buyers from spent
  ),
  -- by numbers: a bitmap beside each buyer would be copied as often
  placed as (
    select arm, answer, arrayJoin(bitmapToArray(bitmapAnd(people, buyers))) as ordinal
    from part cross join buying
  ),
  told as (
    select arm, answer, '' as currency, toInt64(bitmapCardinality(people)) as people, toInt64(0) as buyers, toInt64(0) as net
    from part
    union all
    select arm, answer, currency, toInt64(0) as people, toInt64(uniqExactIf(person, sales > 0)) as buyers, toInt64(sum(spending)) as net
    from placed inner join spent on placed.ordinal = spent.number
    group by grouping sets ((arm, answer), (arm, answer, currency))
  )
select arm, answer, currency, people, buyers, net
from told
order by arm, answer, currency, people
