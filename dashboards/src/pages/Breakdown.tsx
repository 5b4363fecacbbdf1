import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { Breakdown as Told, BreakdownRow, Definition, Run } from '../api/types';
import { money } from '../format/money';
import { count } from '../format/numbers';
import { valueName } from '../format/words';
import { CsvLink } from '../parts/CsvButton';
import { DefinitionButton } from '../parts/Definition';
import { FilterBar, HERE, SegmentChoice, useFilters, ZoneSelect } from '../parts/filters';
import { useMember } from '../parts/Frame';
import { Icon } from '../parts/Icon';
import { Card, Empty, Notice, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, RangeBar } from '../parts/marks';
import { PeopleLink, type PeopleFilters } from '../parts/PeopleLink';
import { RunPage } from '../parts/RunPage';
import { may } from '../report/access';
import { figure, interval, isShare, parts } from '../report/figures';
import { absence, scaleOf } from '../report/headline';

const DIMENSIONS = [
  { value: 'channel', label: 'Channel' },
  { value: 'arm', label: 'Arm' },
  { value: 'variant', label: 'Wording' },
  { value: 'language', label: 'Language' },
  { value: 'country', label: 'Country' },
  { value: 'segment', label: 'Segment' },
  { value: 'hour', label: 'Hour sent' },
  { value: 'weekday', label: 'Weekday sent' },
  { value: 'day', label: 'Day sent' },
  { value: 'link', label: 'Link' },
  { value: 'button', label: 'Button' },
];
const OF_TIME = ['hour', 'weekday', 'day'];

export default function Breakdown() {
  return <RunPage>{(run) => <ByDimension run={run} />}</RunPage>;
}

function ByDimension({ run }: { run: Run }) {
  const member = useMember();
  const { dimension = 'channel' } = useParams();
  const [search] = useSearchParams();
  const [filters, change] = useFilters(['zone', 'kpi', 'segments'] as const);
  const navigate = useNavigate();
  const zone = filters.zone || HERE;
  const query = { zone: OF_TIME.includes(dimension) ? zone : null, segments: dimension === 'segment' ? filters.segments : null };
  const unasked = dimension === 'segment' && filters.segments === '';
  const known = useQuery(queries.definitions);
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...queries.breakdown(run.id, dimension, query), enabled: !unasked });
  const definitions = known.data ?? [];
  return (
    <>
      <FilterBar>
        <Select
          label="By"
          size="xs"
          w={160}
          allowDeselect={false}
          data={DIMENSIONS.filter((one) => one.value !== 'segment' || may(member, 'readSegments'))}
          value={dimension}
          onChange={(wanted) => wanted && void navigate(`/runs/${run.id}/by/${wanted}?${search}`)}
        />
        {definitions.length > 0 && data && (
          <Select label="Figure" size="xs" w={260} searchable allowDeselect={false} data={offered(data, definitions).map((one) => ({ value: one.id, label: one.name }))} value={chosen(data, definitions, filters.kpi)?.id ?? null} onChange={(kpi) => kpi && change({ kpi })} />
        )}
        {OF_TIME.includes(dimension) && <ZoneSelect value={zone} onChange={(wanted) => change({ zone: wanted })} />}
        {dimension === 'segment' && <SegmentChoice value={filters.segments} onChange={(segments) => change({ segments })} />}
        {data?.truncated && (
          <Button variant="default" size="xs" disabled title="There are more lines than a file may leave out; ask by something else" leftSection={<Icon name="exports" size={14} />}>
            CSV
          </Button>
        )}
        {data && !data.truncated && !unasked && (
          <CsvLink href={address(`/runs/${run.id}/report/by/${dimension}.csv`, query)} name={`run-${run.id}-by-${dimension}`} />
        )}
      </FilterBar>
      {known.error && <ProblemNotice failure={known.error} retry={() => void known.refetch()} />}
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {unasked && (
        <Empty icon="runs" title="Which segments?">
          Choose saved segments above: this run's figures for the people who are in each of them now.
        </Empty>
      )}
      {!unasked && !data && !error && <TableSkeleton />}
      {!unasked && data && !(isPlaceholderData && data.dimension !== dimension) && <Table run={run} data={data} definition={chosen(data, definitions, filters.kpi)} />}
      {data && <Notice icon="info">{data.readVsOpenNote}</Notice>}
    </>
  );
}

/** Figures that any line has. */
function offered(data: Told, definitions: Definition[]): Definition[] {
  const known = new Set(data.rows.flatMap((row) => row.kpis.map((kpi) => kpi.id)));
  return definitions.filter((definition) => known.has(definition.id));
}

function chosen(data: Told, definitions: Definition[], wanted: string): Definition | null {
  const all = offered(data, definitions);
  return all.find((one) => one.id === wanted) ?? all.find((one) => one.id === 'conversionItt') ?? all[0] ?? null;
}

const COUNTS = ['assigned', 'sent', 'delivered', 'read', 'clicked', 'replied', 'optedOut', 'ordered'] as const;
const NAMES: Record<(typeof COUNTS)[number], string> = { assigned: 'Assigned', sent: 'Sent', delivered: 'Delivered', read: 'Read', clicked: 'Clicked', replied: 'Replied', optedOut: 'Opted out', ordered: 'Ordered' };

function Table({ run, data, definition }: { run: Run; data: Told; definition: Definition | null }) {
  if (data.rows.length === 0) {
    return (
      <Empty icon="runs" title="Nothing to tell apart">
        This run has no {DIMENSIONS.find((one) => one.value === data.dimension)?.label.toLowerCase() ?? data.dimension}s with anybody in them.
      </Empty>
    );
  }
  const shown = COUNTS.filter((name) => data.rows.some((row) => row.counts[name] !== null));
  const withMoney = data.rows.some((row) => row.money.length > 0);
  const scale = scaleOf(data.rows.flatMap((row) => row.kpis.filter((kpi) => kpi.id === definition?.id).map((kpi) => kpi.high ?? kpi.value ?? 0)));
  const sub = [
    data.addsUp ? 'Everybody of the run is in one line' : 'People may be in several lines, or in none',
    data.zone && `on the clocks of ${data.zone}`,
    data.evaluatedAt && 'by who is in the segments now',
    data.truncated && 'the first 1,000 values in their order',
  ].filter(Boolean);
  return (
    <Card title={`By ${DIMENSIONS.find((one) => one.value === data.dimension)?.label.toLowerCase() ?? data.dimension}`} sub={sub.join(' · ')} flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="pinned">{DIMENSIONS.find((one) => one.value === data.dimension)?.label ?? data.dimension}</th>
            {shown.map((name) => (
              <th scope="col" className="num" key={name}>
                {data.dimension === 'link' && name === 'delivered' ? 'Shown to' : NAMES[name]}
              </th>
            ))}
            {withMoney && <th scope="col" className="num">Net revenue</th>}
            {withMoney && <th scope="col" className="num">Cost</th>}
            {definition && (
              <th scope="col" style={{ minWidth: 190 }}>
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
                  {definition.name}
                  <DefinitionButton definition={definition} />
                </span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={`${row.value} ${row.url ?? ''} ${row.label ?? ''}`}>
              <th scope="row" className="pinned" style={{ fontWeight: 550 }}>
                {valueName(data.dimension, row.value, row.label)}
                {row.url && <span className="sub" style={{ maxWidth: 260, overflowWrap: 'anywhere' }}>{row.url}</span>}
              </th>
              {shown.map((name) => (
                <td className="num" key={name}>
                  <Count run={run} dimension={data.dimension} row={row} name={name} />
                </td>
              ))}
              {withMoney && (
                <td className="num">{row.money.length === 0 ? <NoValue reason="No value: no order and no cost" /> : row.money.map((line) => <div key={line.currency}>{money(line.netMinor, line.currency)}</div>)}</td>
              )}
              {withMoney && (
                <td className="num">{row.money.length === 0 ? <NoValue reason="No value: no order and no cost" /> : row.money.map((line) => <div key={line.currency}>{money(line.costMinor, line.currency)}</div>)}</td>
              )}
              {definition && (
                <td>
                  <Figures row={row} definition={definition} scale={isShare(definition) ? Math.min(1, scale) : scale} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Figures({ row, definition, scale }: { row: BreakdownRow; definition: Definition; scale: number }) {
  const kpis = row.kpis.filter((kpi) => kpi.id === definition.id && kpi.value !== null);
  if (kpis.length === 0) {
    return <NoValue reason={absence(definition)} />;
  }
  return kpis.map((kpi) => (
    <div key={kpi.currency} className="tabular">
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 10 }}>
        <strong style={{ fontWeight: 600 }}>{figure(definition, kpi)}</strong>
        <span className="sub">{interval(definition, kpi) ?? parts(definition, kpi)}</span>
      </div>
      <RangeBar value={kpi.value ?? 0} low={kpi.low} high={kpi.high} scale={scale} color="var(--mantine-color-lagoon-5)" />
    </div>
  ));
}

/** Where the people of a line can be named by filters, its numbers open to them. */
function Count({ run, dimension, row, name }: { run: Run; dimension: string; row: BreakdownRow; name: (typeof COUNTS)[number] }) {
  const value = row.counts[name];
  if (value === null) {
    return <NoValue reason="Has no meaning here" />;
  }
  const filter: PeopleFilters | null = ['arm', 'channel', 'country', 'language'].includes(dimension) ? { [dimension]: row.value } : null;
  return filter === null ? <>{count(value)}</> : <PeopleLink run={run.id} people={value} filters={name === 'assigned' ? filter : { ...filter, did: name }} />;
}
