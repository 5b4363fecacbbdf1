-- What went into the rows of a rollup, as a number: the sum, modulo 2^64, of a hash of each event and of who it is taken to be by. Merging
-- rows keeps it, and of two states of a rollup with the same sum both say the same. So whether an answer out of them still holds is known
-- by reading eight bytes a row, not the people. An event that is told twice adds twice: then somebody computes again, no more.
alter table funnel_day add column if not exists digest SimpleAggregateFunction(sum, UInt64);
alter table funnel_hour add column if not exists digest SimpleAggregateFunction(sum, UInt64);
alter table funnel_link add column if not exists digest SimpleAggregateFunction(sum, UInt64);
alter table audience add column if not exists digest SimpleAggregateFunction(sum, UInt64);
alter table bill_day add column if not exists digest SimpleAggregateFunction(sum, UInt64);

drop view if exists funnel_day_feed;
create materialized view if not exists funnel_day_feed to funnel_day as
select run_id, kind, toDate(occurred_at) as day,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id, machine)) as digest
from message_event
where not machine
group by run_id, kind, day;

drop view if exists funnel_day_machine_feed;
create materialized view if not exists funnel_day_machine_feed to funnel_day as
select run_id, concat('machine_', kind) as kind, toDate(occurred_at) as day,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id, machine)) as digest
from message_event
where machine
group by run_id, kind, day;

drop view if exists funnel_hour_feed;
create materialized view if not exists funnel_hour_feed to funnel_hour as
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id, machine)) as digest
from message_event
group by run_id, kind, hour;

drop view if exists funnel_link_feed;
create materialized view if not exists funnel_link_feed to funnel_link as
select run_id, if(machine, concat('machine_', kind), kind) as kind, toStartOfMonth(occurred_at) as month, link_index,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id, machine)) as digest
from message_event
where kind in ('clicked', 'machine_clicked')
group by run_id, kind, month, link_index;

drop view if exists audience_feed;
create materialized view if not exists audience_feed to audience as
select run_id, dim.1 as dimension, dim.2 as value,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id)) as digest
from message_event
array join [('arm', toString(arm)), ('channel', toString(channel)), ('country', toString(country)), ('language', toString(language))] as dim
where kind = 'assigned'
group by run_id, dimension, value;

drop view if exists bill_day_feed;
create materialized view if not exists bill_day_feed to bill_day as
select run_id, toDate(occurred_at) as day, arm, channel, country, currency, price,
  groupBitmapState(ordinal) as people, sum(cityHash64(event_id)) as digest
from message_event
where kind = 'billed'
group by run_id, day, arm, channel, country, currency, price;

-- What was told before: the number alone, with nobody, by the verdicts that stand.
insert into funnel_day
select run_id, if(machine != (event_id in (select event_id from overturned_event)) as by_machine, concat('machine_', kind), kind) as kind,
  toDate(occurred_at) as day, groupBitmapStateIf(ordinal, false) as people, sum(cityHash64(event_id, by_machine)) as digest
from message_event
group by run_id, kind, day;

insert into funnel_hour
select run_id, if(machine != (event_id in (select event_id from overturned_event)) as by_machine, concat('machine_', kind), kind) as kind,
  toStartOfHour(toDateTime(occurred_at, 'UTC')) as hour, groupBitmapStateIf(ordinal, false) as people, sum(cityHash64(event_id, by_machine)) as digest
from message_event
group by run_id, kind, hour;

insert into funnel_link
select run_id, if(machine != (event_id in (select event_id from overturned_event)) as by_machine, concat('machine_', kind), kind) as kind,
  toStartOfMonth(occurred_at) as month, link_index, groupBitmapStateIf(ordinal, false) as people, sum(cityHash64(event_id, by_machine)) as digest
from message_event
where kind in ('clicked', 'machine_clicked')
group by run_id, kind, month, link_index;

insert into audience
select run_id, dim.1 as dimension, dim.2 as value,
  groupBitmapStateIf(ordinal, false) as people, sum(cityHash64(event_id)) as digest
from message_event
array join [('arm', toString(arm)), ('channel', toString(channel)), ('country', toString(country)), ('language', toString(language))] as dim
where kind = 'assigned'
group by run_id, dimension, value;

insert into bill_day
select run_id, toDate(occurred_at) as day, arm, channel, country, currency, price,
  groupBitmapStateIf(ordinal, false) as people, sum(cityHash64(event_id)) as digest
from message_event
where kind = 'billed'
group by run_id, day, arm, channel, country, currency, price;
