import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { Link, useParams } from 'react-router';
import * as queries from '../api/queries';
import type { ChannelSets, CohortMonth, CohortReport } from '../api/types';
import { money } from '../format/money';
import { count, share } from '../format/numbers';
import { month } from '../format/times';
import { channelName } from '../format/words';
import { CsvButton } from '../parts/CsvButton';
import { Estimate, scaleOfShares } from '../parts/Estimate';
import { DayRange, FilterBar, HERE, instants, RunsSelect, simulated, useFilters, ZoneSelect } from '../parts/filters';
import { Forbidden, useMember } from '../parts/Frame';
import { HEAT, HeatTable, type Heat } from '../parts/HeatTable';
import { Card, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { Bar, Dot, SandboxBadge, useChannelColor } from '../parts/marks';
import { may } from '../report/access';

const TABS = [
  { path: 'cohorts', name: 'Cohorts', show: Cohorts },
  { path: 'fatigue', name: 'Fatigue', show: Fatigue },
  { path: 'hours', name: 'Hours', show: Hours },
  { path: 'channels', name: 'Channels', show: Channels },
] as const;

export default function Questions() {
  const { question = 'cohorts' } = useParams();
  const tab = TABS.find((one) => one.path === question);
  const { data: status } = useQuery(queries.status);
  if (!may(useMember(), 'readReports')) {
    return <Forbidden title="Questions" />;
  }
  return (
    <Page
      title="Questions"
      lead={
        <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
          {status?.sandbox && <SandboxBadge />}
          Over all runs: who stays, who wears out, when they answer, and where
        </span>
      }
    >
      <nav className="tabs" aria-label="Questions">
        {TABS.map((one) => (
          <Link className="tab" key={one.path} to={`/questions/${one.path}`} aria-current={one === tab ? 'page' : undefined}>
            {one.name}
          </Link>
        ))}
      </nav>
      {tab ? (
        <tab.show />
      ) : (
        <Empty icon="info" title="There is no such question">
          <Link to="/questions">To the cohorts</Link>
        </Empty>
      )}
    </Page>
  );
}

const OF_COHORT = {
  engaged: 'Clicked or replied',
  ordered: 'Bought',
  writtenTo: 'Written to',
  optedOut: 'Opted out',
} as const;

function Cohorts() {
  const [filters, change] = useFilters(['by', 'zone', 'from', 'until', 'figure', 'runs'] as const);
  const zone = filters.zone || HERE;
  const by = filters.by || 'month';
  const figure = (filters.figure in OF_COHORT ? filters.figure : 'engaged') as keyof typeof OF_COHORT;
  const { data, error, refetch } = useQuery(queries.cohorts({ by, zone, ...instants(filters.from, filters.until, zone), ...simulated(filters.runs) }));
  return (
    <>
      <FilterBar>
        <Select label="Cohort" size="xs" w={200} allowDeselect={false} data={[{ value: 'month', label: 'Month of first message' }, { value: 'channel', label: 'Channel of first message' }]} value={by} onChange={(wanted) => wanted && change({ by: wanted })} />
        <Select label="Figure" size="xs" w={170} allowDeselect={false} data={Object.entries(OF_COHORT).map(([value, label]) => ({ value, label }))} value={figure} onChange={(wanted) => wanted && change({ figure: wanted })} />
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        <RunsSelect value={filters.runs} answer={data} onChange={(runs) => change({ runs })} />
        <ZoneSelect value={zone} onChange={(wanted) => change({ zone: wanted })} />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (data.cohorts.length === 0 ? <NothingYet /> : <CohortTable data={data} figure={figure} />)}
    </>
  );
}

function CohortTable({ data, figure }: { data: CohortReport; figure: keyof typeof OF_COHORT }) {
  const last = Math.max(...data.cohorts.flatMap((cohort) => cohort.months.map((one) => one.monthsSince)), 0);
  const months = Array.from({ length: last + 1 }, (_, index) => index);
  const part = (people: number, one: CohortMonth) => (people === 0 ? 0 : one[figure] / people);
  const most = Math.max(...data.cohorts.flatMap((cohort) => cohort.months.map((one) => part(cohort.people, one))), 0);
  return (
    <Card
      title={`${OF_COHORT[figure]}, by months since the first message`}
      sub="Percent of the people of the cohort, in each calendar month; hover for people and net revenue"
      side={<CsvButton name="cohorts" rows={() => cohortRows(data)} />}
      flush
    >
      <table className="table dense">
        <thead>
          <tr>
            <th scope="col">First message</th>
            <th scope="col" className="num">People</th>
            {months.map((since) => (
              <th scope="col" key={since} style={{ textAlign: 'center' }}>
                {since}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.cohorts.map((cohort) => (
            <tr key={cohort.cohort}>
              <th scope="row">{data.by === 'month' ? month(cohort.cohort) : channelName(cohort.cohort)}</th>
              <td className="num">{count(cohort.people)}</td>
              {months.map((since) => {
                const one = cohort.months.find((candidate) => candidate.monthsSince === since);
                return one ? (
                  <td key={since} className="shaded" style={{ '--shade': most === 0 ? 0 : part(cohort.people, one) / most } as CSSProperties} title={cohortCell(one)}>
                    {Math.round(part(cohort.people, one) * 1000) / 10}
                  </td>
                ) : (
                  <td key={since} className="shaded" />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function cohortCell(one: CohortMonth): string {
  const sold = one.revenue.map((line) => money(line.netMinor, line.currency)).join(', ');
  return `${count(one.writtenTo)} written to, ${count(one.engaged)} clicked or replied, ${count(one.ordered)} bought, ${count(one.optedOut)} opted out${sold ? `; net revenue ${sold}` : ''}`;
}

function cohortRows(data: CohortReport): (string | number | null)[][] {
  return [
    ['by', 'simulated', 'zone', 'cohort', 'people', 'months_since', 'written_to', 'engaged', 'ordered', 'opted_out', 'currency', 'net_minor'],
    ...data.cohorts.flatMap((cohort) =>
      cohort.months.flatMap((one) =>
        (one.revenue.length === 0 ? [{ currency: null, netMinor: null }] : one.revenue).map((line) => [data.by, String(data.simulated), data.zone, cohort.cohort, cohort.people, one.monthsSince, one.writtenTo, one.engaged, one.ordered, one.optedOut, line.currency, line.netMinor]),
      ),
    ),
  ];
}

function Fatigue() {
  const [filters, change] = useFilters(['days', 'from', 'until', 'runs'] as const);
  const days = Number(filters.days) || 30;
  const { data, error, refetch } = useQuery(queries.fatigue({ days, ...instants(filters.from, filters.until, HERE), ...simulated(filters.runs) }));
  const scales = data && {
    clicked: scaleOfShares(data.lines.map((line) => line.clicked)),
    replied: scaleOfShares(data.lines.map((line) => line.replied)),
    optedOut: scaleOfShares(data.lines.map((line) => line.optedOut)),
  };
  return (
    <>
      <FilterBar>
        <NumberInput label="Within days" size="xs" w={110} min={1} max={365} value={days} onChange={(value) => change({ days: String(value) })} />
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        <RunsSelect value={filters.runs} answer={data} onChange={(runs) => change({ runs })} />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && data.lines.length === 0 && <NothingYet />}
      {data && scales && data.lines.length > 0 && (
        <>
          <Card
            title="What one message more does"
            sub={`Marketing messages by their number within the ${data.days} days up to them; shares of messages, with 95% intervals`}
            side={
              <CsvButton
                name="fatigue"
                rows={() => [['days', 'simulated', 'number', 'or_more', 'messages', 'people', 'clicked', 'replied', 'opted_out'], ...data.lines.map((line) => [data.days, String(data.simulated), line.number, String(line.orMore), line.messages, line.people, line.clicked.count, line.replied.count, line.optedOut.count])]}
              />
            }
            flush
          >
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Message</th>
                  <th scope="col" className="num">Messages</th>
                  <th scope="col" className="num">People</th>
                  <th scope="col" style={{ width: '20%' }}>Opted out</th>
                  <th scope="col" style={{ width: '20%' }}>Clicked</th>
                  <th scope="col" style={{ width: '20%' }}>Replied</th>
                </tr>
              </thead>
              <tbody>
                {data.lines.map((line) => (
                  <tr key={line.number}>
                    <th scope="row">
                      No. {line.number}
                      {line.orMore && ' and more'}
                    </th>
                    <td className="num">{count(line.messages)}</td>
                    <td className="num">{count(line.people)}</td>
                    <td>
                      <Estimate of={line.optedOut} scale={scales.optedOut} color="#d6336c" />
                    </td>
                    <td>
                      <Estimate of={line.clicked} scale={scales.clicked} />
                    </td>
                    <td>
                      <Estimate of={line.replied} scale={scales.replied} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
          <Notice icon="info">{data.note}</Notice>
        </>
      )}
    </>
  );
}

function Hours() {
  const [filters, change] = useFilters(['zone', 'figure', 'from', 'until', 'runs'] as const);
  const zone = filters.zone || HERE;
  const figure = (filters.figure in HEAT ? filters.figure : 'clicked') as Heat;
  const { data, error, refetch } = useQuery(queries.heatMap({ zone, ...instants(filters.from, filters.until, zone), ...simulated(filters.runs) }));
  return (
    <>
      <FilterBar>
        <SegmentedControl size="xs" aria-label="Figure of the hours" data={Object.entries(HEAT).map(([value, label]) => ({ value, label }))} value={figure} onChange={(wanted) => change({ figure: wanted })} />
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        <RunsSelect value={filters.runs} answer={data} onChange={(runs) => change({ runs })} />
        <ZoneSelect value={zone} onChange={(wanted) => change({ zone: wanted })} />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={7} />}
      {data && (data.cells.length === 0 ? <NothingYet /> : <HeatTable map={data} figure={figure} />)}
    </>
  );
}

function Channels() {
  const [filters, change] = useFilters(['from', 'until', 'runs'] as const);
  const { data, error, refetch } = useQuery(queries.channelOverlap({ ...instants(filters.from, filters.until, HERE), ...simulated(filters.runs) }));
  return (
    <>
      <FilterBar>
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        <RunsSelect value={filters.runs} answer={data} onChange={(runs) => change({ runs })} />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <div className="grid-2">
          <Sets name="reachable" title="Who can be written to where" sub="An active address and a live consent to marketing, now" sets={data.reachable} />
          <Sets name="answered" title="Who answered where" sub={`Clicked or replied to ${data.simulated ? 'simulated' : 'live'} runs in the range`} sets={data.answered} />
        </div>
      )}
    </>
  );
}

/** Each person is in one line, so the lines add up to all. */
function Sets({ name, title, sub, sets }: { name: string; title: string; sub: string; sets: ChannelSets }) {
  const color = useChannelColor();
  const channels = [...new Set(sets.combinations.flatMap((one) => one.channels))].sort();
  return (
    <Card
      title={title}
      sub={`${sub} · ${count(sets.people)} people, each in one line`}
      side={<CsvButton name={`channels-${name}`} rows={() => [['channels', 'people'], ...sets.combinations.map((one) => [one.channels.join('+'), one.people]), ['other', sets.otherPeople]]} />}
      flush
    >
      <table className="table dense">
        <thead>
          <tr>
            {channels.map((channel) => (
              <th scope="col" key={channel} style={{ minWidth: 0, textAlign: 'center' }}>
                {channelName(channel)}
              </th>
            ))}
            <th scope="col" className="num">People</th>
            <th scope="col" style={{ width: '30%' }}>Share</th>
          </tr>
        </thead>
        <tbody>
          {sets.combinations.map((one) => (
            <tr key={one.channels.join('+')}>
              {channels.map((channel) => (
                <td key={channel} style={{ minWidth: 0, textAlign: 'center' }}>
                  {one.channels.includes(channel) && (
                    <span style={{ display: 'inline-flex', verticalAlign: 'middle' }}>
                      <Dot color={color(channel)} />
                      <span className="sr-only">yes</span>
                    </span>
                  )}
                </td>
              ))}
              <td className="num">{count(one.people)}</td>
              <td>
                <Part people={one.people} of={sets.people} label={one.channels.map(channelName).join(' and ') || 'None'} />
              </td>
            </tr>
          ))}
          {sets.otherCombinations > 0 && (
            <tr>
              <th scope="row" colSpan={Math.max(1, channels.length)}>
                {count(sets.otherCombinations)} further combinations
              </th>
              <td className="num">{count(sets.otherPeople)}</td>
              <td>
                <Part people={sets.otherPeople} of={sets.people} label="Further combinations" />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Card>
  );
}

function Part({ people, of, label }: { people: number; of: number; label: string }) {
  const part = of === 0 ? 0 : people / of;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 52px', alignItems: 'center', gap: 8 }}>
      <Bar done={part} label={label} />
      <span className="sub tabular">{share(part)}</span>
    </div>
  );
}

function NothingYet() {
  return (
    <Empty icon="runs" title="Nothing in this range">
      No message was delivered in it. Choose a longer range above.
    </Empty>
  );
}
