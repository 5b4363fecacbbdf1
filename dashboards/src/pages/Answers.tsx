import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as queries from '../api/queries';
import type { FunnelTimes, ReplyToOrder, Run, StepTime } from '../api/types';
import { count, share } from '../format/numbers';
import { duration } from '../format/times';
import { sentence } from '../format/words';
import { CsvButton } from '../parts/CsvButton';
import { Estimate, Revenue, scaleOfShares } from '../parts/Estimate';
import { FilterBar, HERE, useFilters, ZoneSelect } from '../parts/filters';
import { HEAT, HeatTable, type Heat } from '../parts/HeatTable';
import { Card, Notice, ProblemNotice, TableSkeleton } from '../parts/layout';
import { ChannelLabel, NoValue, useChannelColor } from '../parts/marks';
import { RunPage } from '../parts/RunPage';

export default function Answers() {
  return (
    <RunPage>
      {(run) => (
        <>
          <Times run={run} />
          <WhoBought run={run} />
          <Hours run={run} />
        </>
      )}
    </RunPage>
  );
}

function Times({ run }: { run: Run }) {
  const { data, error, refetch } = useQuery(queries.funnelTimes(run.id));
  if (error) return <ProblemNotice failure={error} retry={() => void refetch()} />;
  if (!data) return <TableSkeleton />;
  const arms = data.arms.filter((arm) => arm.steps.some((step) => step.people > 0));
  const steps = arms[0]?.steps.map((step) => step.step) ?? [];
  return (
    <Card title="How long each step took" sub="Median, and in small the time that nine of ten kept; people in brackets" side={<CsvButton name={`run-${run.id}-times`} rows={() => timeRows(data)} />} flush>
      {arms.length === 0 ? (
        <p style={{ padding: '0 20px', color: 'var(--ink-2)', fontSize: '0.875rem' }}>Nobody has gone a step yet.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="pinned">Step</th>
              {arms.map((arm) => (
                <th scope="col" key={arm.arm}>
                  <ChannelLabel channel={arm.channel} name={arm.name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((name, index) => (
              <tr key={name}>
                <th scope="row" className="pinned">{STEPS[name] ?? sentence(name)}</th>
                {arms.map((arm) => (
                  <td className="tabular" key={arm.arm} style={{ whiteSpace: 'nowrap' }}>
                    <Taken step={arm.steps[index]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p style={{ padding: '4px 20px 8px', margin: 0, color: 'var(--ink-2)', fontSize: '0.75rem' }}>{data.definition}</p>
    </Card>
  );
}

const STEPS: Record<string, string> = {
  sentToDelivered: 'Sent to delivered',
  deliveredToRead: 'Delivered to read',
  deliveredToClicked: 'Delivered to first click',
  deliveredToReplied: 'Delivered to first reply',
  clickedToOrdered: 'First click to order',
  repliedToOrdered: 'First reply to order',
};

function Taken({ step }: { step: StepTime | undefined }) {
  if (!step || step.medianMillis === null || step.p90Millis === null) {
    return <NoValue reason="No value: nobody went this step" />;
  }
  return (
    <>
      <strong style={{ fontWeight: 600 }}>{short(step.medianMillis)}</strong>
      <span className="sub">
        90%: {short(step.p90Millis)} ({count(step.people)})
      </span>
      <span className="sub">{share(step.shareWithinHour)} within an hour</span>
    </>
  );
}

/** Below a minute the tenth counts. */
function short(millis: number): string {
  return millis < 60_000 ? `${(millis / 1000).toFixed(1)} s` : duration(millis / 1000);
}

function timeRows(data: FunnelTimes): (string | number | null)[][] {
  return [
    ['run', 'arm', 'arm_name', 'step', 'people', 'median_ms', 'p90_ms', 'within_hour', 'reversed'],
    ...data.arms.flatMap((arm) => arm.steps.map((step) => [data.run, arm.arm, arm.name, step.step, step.people, step.medianMillis, step.p90Millis, step.withinHour, step.reversed])),
  ];
}

const ANSWERS: Record<string, string> = { wrote: 'Wrote back', tapped: 'Tapped buttons only', clicked: 'Followed links only', neither: 'Did neither' };

function WhoBought({ run }: { run: Run }) {
  const color = useChannelColor();
  const { data, error, refetch } = useQuery(queries.replyToOrder(run.id));
  if (error) return <ProblemNotice failure={error} retry={() => void refetch()} />;
  if (!data) return <TableSkeleton />;
  const arms = data.arms.filter((arm) => arm.groups.some((group) => group.people > 0));
  const scale = scaleOfShares(arms.flatMap((arm) => arm.groups.map((group) => group.ordered)));
  return (
    <>
      <Card title="From answer to order" sub="People who received it, by how they answered; with a sale in the window, credited or not" side={<CsvButton name={`run-${run.id}-answers`} rows={() => answerRows(data)} />} flush>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col">They</th>
              <th scope="col" className="num">People</th>
              <th scope="col" style={{ width: '30%' }}>Bought</th>
              <th scope="col" className="num">Net revenue</th>
            </tr>
          </thead>
          <tbody>
            {arms.flatMap((arm) =>
              arm.groups.map((group, index) => (
                <tr key={`${arm.arm} ${group.answer}`}>
                  <th scope="row" style={index === 0 ? undefined : { color: 'var(--ink-2)', fontWeight: 400 }}>
                    <ChannelLabel channel={arm.channel} name={arm.name} />
                  </th>
                  <td>{ANSWERS[group.answer] ?? sentence(group.answer)}</td>
                  <td className="num">{count(group.people)}</td>
                  <td>
                    <Estimate of={group.ordered} scale={scale} color={color(arm.channel)} />
                  </td>
                  <td className="num">
                    <Revenue lines={group.revenue} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Card>
      <Notice icon="info">{data.note}</Notice>
    </>
  );
}

function answerRows(data: ReplyToOrder): (string | number | null)[][] {
  return [
    ['run', 'arm', 'arm_name', 'answer', 'people', 'ordered', 'currency', 'net_minor'],
    ...data.arms.flatMap((arm) =>
      arm.groups.flatMap((group) =>
        (group.revenue.length === 0 ? [{ currency: null, netMinor: null }] : group.revenue).map((line) => [data.run, arm.arm, arm.name, group.answer, group.people, group.ordered.count, line.currency, line.netMinor]),
      ),
    ),
  ];
}

function Hours({ run }: { run: Run }) {
  const [filters, change] = useFilters(['zone', 'figure'] as const);
  const zone = filters.zone || HERE;
  const figure = (filters.figure in HEAT ? filters.figure : 'clicked') as Heat;
  const { data, error, refetch } = useQuery(queries.heatMap({ run: run.id, zone }));
  return (
    <>
      <FilterBar>
        <SegmentedControl size="xs" aria-label="Figure of the hours" data={Object.entries(HEAT).map(([value, label]) => ({ value, label }))} value={figure} onChange={(wanted) => change({ figure: wanted })} />
        <ZoneSelect value={zone} onChange={(wanted) => change({ zone: wanted })} />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={7} />}
      {data && <HeatTable map={data} figure={figure} />}
    </>
  );
}
