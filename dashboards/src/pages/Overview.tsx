import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as queries from '../api/queries';
import type { EventLag, RunReport } from '../api/types';
import { count } from '../format/numbers';
import { duration, moment } from '../format/times';
import { ChannelMoney } from '../parts/ChannelMoney';
import { FilterBar, RunsSelect, simulated, useFilters } from '../parts/filters';
import { Funnel } from '../parts/Funnel';
import { HeadlineCards } from '../parts/HeadlineCard';
import { Icon } from '../parts/Icon';
import { Card, CardSkeleton, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { SandboxBadge, StatePill } from '../parts/marks';
import { ReturnByArm } from '../parts/ReturnByArm';
import { RunTable } from '../parts/RunTable';
import { front, remark } from '../report/headline';

export default function Overview() {
  const [filters, change] = useFilters(['runs'] as const);
  const overview = useQuery(queries.overview(simulated(filters.runs)));
  const runs = useQuery(queries.runs(null, 6));
  const report = overview.data?.latestRun ?? null;
  return (
    <Page title="Overview" lead="Chat against email, on people who were assigned by chance">
      {overview.error && <ProblemNotice failure={overview.error} retry={() => void overview.refetch()} />}
      {overview.isPending && !overview.error && (
        <>
          <div className="grid-3">
            <CardSkeleton height={230} />
            <CardSkeleton height={230} />
            <CardSkeleton height={230} />
          </div>
          <div className="grid-2">
            <CardSkeleton height={340} />
            <CardSkeleton height={340} />
          </div>
        </>
      )}
      {overview.data && (
        <FilterBar>
          <RunsSelect value={filters.runs} answer={overview.data} onChange={(runs) => change({ runs })} />
        </FilterBar>
      )}
      {overview.data && <LagNotice lag={overview.data.eventLag} />}
      {overview.data && !report && (
        <Empty icon="runs" title="No run yet">
          Schedule a campaign; the figures of its first run appear here while it is being sent.
        </Empty>
      )}
      {report && <LatestRun report={report} />}
      {overview.data && overview.data.channels.length > 0 && (
        <div className="grid-2">
          <Funnel channels={overview.data.channels} />
          <div style={{ display: 'grid', gap: 16 }}>
            <ChannelMoney channels={overview.data.channels} />
            {report && <ReturnByArm report={report} />}
          </div>
        </div>
      )}
      {runs.error && <ProblemNotice failure={runs.error} retry={() => void runs.refetch()} />}
      {runs.isPending && !runs.error && <TableSkeleton />}
      {runs.data && runs.data.items.length > 0 && (
        <Card
          title="Latest runs"
          flush
          side={
            <Button component={Link} to="/runs" variant="default" size="xs">
              All runs
            </Button>
          }
        >
          <RunTable runs={runs.data.items.slice(0, 6)} />
        </Card>
      )}
    </Page>
  );
}

function LatestRun({ report }: { report: RunReport }) {
  const { run } = report;
  const assigned = report.arms.map((arm) => `${arm.name} ${count(arm.counts.assigned)}`).join(' · ');
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        <div style={{ minWidth: 0 }}>
          <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
            <h2 style={{ margin: 0, fontSize: '1.0625rem', fontWeight: 620, letterSpacing: '-0.012em' }}>{run.campaignName}</h2>
            <StatePill state={run.state} />
            {run.sandbox && <SandboxBadge />}
          </div>
          <div style={{ marginTop: 3, fontSize: '0.8125rem', color: 'var(--ink-2)' }}>
            {moment(run.fireTime)} · {count(run.targeted)} people assigned by chance: {assigned}
          </div>
        </div>
        <Button component={Link} to={`/runs/${run.id}`} variant="default" size="xs" rightSection={<Icon name="chevron" size={14} />}>
          Open the run
        </Button>
      </div>
      <EmailBanner report={report} />
      <Remark report={report} />
      <HeadlineCards report={report} cards={front(report)} />
      <Notice icon="info">{report.readVsOpenNote}</Notice>
    </>
  );
}

export function EmailBanner({ report }: { report: RunReport }) {
  return report.emailMeasured ? null : (
    <Notice icon="warn" tone="warn">
      <strong>Email: reference, not measured.</strong> No email arm was sent in this run, so nothing here says how email would have done.
    </Notice>
  );
}

export function Remark({ report }: { report: RunReport }) {
  const text = remark(report);
  return text === null ? null : (
    <Notice icon="clock">
      {text}
    </Notice>
  );
}

function LagNotice({ lag }: { lag: EventLag }) {
  return lag.outbox === 0 ? null : (
    <Notice icon="clock">
      <span className="tabular">
        <strong>{count(lag.outbox)} events are still under way</strong> to the reports, the oldest for {duration(lag.oldestSeconds)}. Figures may rise a little.
      </span>
    </Notice>
  );
}
