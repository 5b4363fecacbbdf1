import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { Breakdown as Told, Definition, Run } from '../api/types';
import { valueName } from '../format/words';
import { CsvLink } from '../parts/CsvButton';
import { chosenFigure, FigureSelect, FigureTable } from '../parts/FigureTable';
import { FilterBar, HERE, SegmentChoice, useFilters, ZoneSelect } from '../parts/filters';
import { useMember } from '../parts/Frame';
import { Icon } from '../parts/Icon';
import { Card, Empty, Notice, ProblemNotice, TableSkeleton } from '../parts/layout';
import { RunPage } from '../parts/RunPage';
import { may } from '../report/access';

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
/** That people can be found by. */
const OF_PEOPLE = ['arm', 'channel', 'country', 'language'];

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
          <FigureSelect rows={data.rows} definitions={definitions} value={filters.kpi} onChange={(kpi) => change({ kpi })} />
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
      {!unasked && data && !(isPlaceholderData && data.dimension !== dimension) && <Table run={run} data={data} definition={chosenFigure(data.rows, definitions, filters.kpi)} />}
      {data && <Notice icon="info">{data.readVsOpenNote}</Notice>}
    </>
  );
}

function Table({ run, data, definition }: { run: Run; data: Told; definition: Definition | null }) {
  const label = DIMENSIONS.find((one) => one.value === data.dimension)?.label ?? data.dimension;
  if (data.rows.length === 0) {
    return (
      <Empty icon="runs" title="Nothing to tell apart">
        This run has no {label.toLowerCase()}s with anybody in them.
      </Empty>
    );
  }
  const sub = [
    data.addsUp ? 'Everybody of the run is in one line' : 'People may be in several lines, or in none',
    data.zone && `on the clocks of ${data.zone}`,
    data.evaluatedAt && 'by who is in the segments now',
    data.truncated && 'the first 1,000 values in their order',
  ].filter(Boolean);
  return (
    <Card title={`By ${label.toLowerCase()}`} sub={sub.join(' · ')} flush>
      <FigureTable
        head={label}
        delivered={data.dimension === 'link' ? 'Shown to' : undefined}
        definition={definition}
        lines={data.rows.map((row) => ({
          key: `${row.value} ${row.url ?? ''} ${row.label ?? ''}`,
          run: run.id,
          name: (
            <>
              {valueName(data.dimension, row.value, row.label)}
              {row.url && <span className="sub" style={{ maxWidth: 260, overflowWrap: 'anywhere' }}>{row.url}</span>}
            </>
          ),
          figures: row,
          people: (name) => (OF_PEOPLE.includes(data.dimension) ? { [data.dimension]: row.value, ...(name === 'assigned' ? {} : { did: name }) } : null),
        }))}
      />
    </Card>
  );
}
