import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import * as queries from '../api/queries';
import type { Run as RunDetail } from '../api/types';
import { count } from '../format/numbers';
import { between, duration, moment } from '../format/times';
import { ArmsTable } from '../parts/ArmsTable';
import { BalanceSheet } from '../parts/BalanceSheet';
import { Comparisons } from '../parts/Comparisons';
import { useMember } from '../parts/Frame';
import { KpiTable } from '../parts/KpiTable';
import { CardSkeleton, Empty, Notice, Page, ProblemNotice } from '../parts/layout';
import { Bar, SandboxBadge, SourceBadge, StatePill } from '../parts/marks';
import { RoiDownload } from '../parts/RoiDownload';
import { Steering } from '../parts/Steering';
import { may } from '../report/access';
import { secondsLeft } from '../report/balance';
import { EmailBanner, Remark } from './Overview';

export default function Run() {
  const { id } = useParams();
  const number = Number(id);
  return Number.isSafeInteger(number) && number > 0 ? <OneRun key={number} id={number} /> : <NoSuchRun />;
}

function NoSuchRun() {
  return (
    <Page title="Run">
      <Empty icon="runs" title="There is no such run">
        <Link to="/runs">All runs</Link>
      </Empty>
    </Page>
  );
}

function OneRun({ id }: { id: number }) {
  const member = useMember();
  const run = useQuery(queries.run(id));
  const live = run.data?.state === 'running';
  const report = useQuery(queries.report(id, live));

  if (run.isPending) {
    return (
      <Page title={`Run ${id}`}>
        <CardSkeleton height={140} />
        <CardSkeleton height={220} />
        <CardSkeleton height={220} />
      </Page>
    );
  }
  if (!run.data) {
    return (
      <Page title={`Run ${id}`}>
        <ProblemNotice failure={run.error} retry={() => void run.refetch()} />
      </Page>
    );
  }
  const detail = run.data;
  return (
    <Page
      title={detail.campaignName}
      lead={
        <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
          <StatePill state={detail.state} />
          {detail.sandbox && <SandboxBadge />}
          {detail.source && <SourceBadge source={detail.source} />}
          <span>
            Run {detail.id} · fired {moment(detail.fireTime)}
            {detail.finishedAt && ` · took ${between(detail.startedAt, detail.finishedAt)}`}
          </span>
        </span>
      }
      actions={
        <>
          {may(member, 'steerRuns') && <Steering run={detail} />}
          {may(member, 'export') && <RoiDownload run={detail.id} />}
        </>
      }
    >
      {run.error && <ProblemNotice failure={run.error} retry={() => void run.refetch()} />}
      {detail.problem && (
        <Notice icon="warn" tone="warn">
          <strong>{detail.state === 'paused' ? 'Paused by itself.' : 'What happened.'}</strong> {detail.problem}
        </Notice>
      )}
      {(live || detail.state === 'paused') && <Progress run={detail} />}
      <BalanceSheet balance={detail.balance} />
      {report.error && <ProblemNotice failure={report.error} retry={() => void report.refetch()} />}
      {report.isPending && !report.error && (
        <>
          <CardSkeleton height={220} />
          <CardSkeleton height={260} />
        </>
      )}
      {report.data && (
        <>
          <EmailBanner report={report.data} />
          <Remark report={report.data} />
          <ArmsTable run={detail} report={report.data} />
          <KpiTable report={report.data} />
          <Comparisons report={report.data} />
          <Notice icon="info">{report.data.readVsOpenNote}</Notice>
        </>
      )}
    </Page>
  );
}

function Progress({ run }: { run: RunDetail }) {
  const { done, total, perSecond } = run.progress;
  const left = secondsLeft(run.progress);
  return (
    <section className="card" aria-label="Progress" style={{ padding: '16px 20px 18px' }}>
      <div className="tabular" style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'baseline', gap: 12, marginBottom: 10 }}>
        <span>
          <span style={{ fontSize: '1.25rem', fontWeight: 640, letterSpacing: '-0.02em' }}>{count(done)}</span>
          <span style={{ color: 'var(--ink-2)', fontSize: '0.875rem' }}> of {count(total)} settled</span>
        </span>
        <span style={{ color: 'var(--ink-2)', fontSize: '0.8125rem' }}>
          {run.state === 'running' ? perSecond === null ? 'Freezing the audience' : `${count(perSecond)} per second` : 'Standing still'}
          {run.state === 'running' && left !== null && ` · about ${duration(left)} left`}
        </span>
      </div>
      <Bar done={total === 0 ? 0 : done / total} label="Progress of the run" />
    </section>
  );
}
