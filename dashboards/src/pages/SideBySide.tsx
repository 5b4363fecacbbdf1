import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { RunSummary, RunTotals } from '../api/types';
import { moment } from '../format/times';
import { CsvLink } from '../parts/CsvButton';
import { chosenFigure, FigureSelect, FigureTable, type FigureLine } from '../parts/FigureTable';
import { DayRange, FilterBar, HERE, instants, RunsSelect, simulated, useFilters } from '../parts/filters';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { SandboxBadge, SourceBadge } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { RunsTabs } from '../parts/RunsTabs';
import { may } from '../report/access';

const ON_A_PAGE = 20;

export default function SideBySide() {
  return may(useMember(), 'readReports') ? <Campaigns /> : <Forbidden title="Runs" />;
}

function Campaigns() {
  const [filters, change] = useFilters(['from', 'until', 'runs', 'kpi'] as const);
  const query = { ...instants(filters.from, filters.until, HERE), ...simulated(filters.runs) };
  const cursor = useCursor(JSON.stringify(query));
  const { data, error, refetch } = useQuery(queries.runTotals({ ...query, after: cursor.after, limit: ON_A_PAGE }));
  const rows = data?.items ?? [];
  return (
    <Page title="Runs" lead="Every campaign by every figure, newest first; all its arms together but the hold-out">
      <RunsTabs />
      <FilterBar>
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        <RunsSelect value={filters.runs} answer={data} onChange={(runs) => change({ runs })} />
        {data && rows.length > 0 && <FigureSelect rows={rows} definitions={data.definitions} value={filters.kpi} onChange={(kpi) => change({ kpi })} />}
        <CsvLink href={address('/reports/runs.csv', query)} name="runs" />
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && rows.length === 0 && (
        <Empty icon="runs" title="No run in this range">
          A run starts when a scheduled campaign fires. Simulated runs never stand beside live ones.
        </Empty>
      )}
      {data && rows.length > 0 && (
        <>
          <Card title="Side by side" sub="People, credited money, and the figure of your choice with its 95% interval" flush>
            <FigureTable head="Campaign" lines={rows.map(line)} definition={chosenFigure(rows, data.definitions, filters.kpi)} />
          </Card>
          <Notice icon="info">
            Other people at other times: that one campaign has a higher figure than another is no effect of it. What messages brought about, the comparison of arms within a run says. {data.readVsOpenNote}
          </Notice>
        </>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
    </Page>
  );
}

function line(totals: RunTotals): FigureLine {
  return {
    key: String(totals.run.id),
    run: totals.run.id,
    name: <Campaign run={totals.run} />,
    figures: totals,
    // Assigned would open to the hold-out, too.
    people: (name) => (name === 'assigned' ? null : { did: name }),
  };
}

function Campaign({ run }: { run: RunSummary }) {
  return (
    <>
      <Link className="cell-link" to={`/runs/${run.id}`}>
        {run.campaignName}
      </Link>
      <span className="sub">{moment(run.fireTime)}</span>
      {(run.sandbox || run.source) && (
        <span style={{ display: 'inline-flex', gap: 6, marginTop: 4 }}>
          {run.sandbox && <SandboxBadge />}
          {run.source && <SourceBadge source={run.source} />}
        </span>
      )}
    </>
  );
}
