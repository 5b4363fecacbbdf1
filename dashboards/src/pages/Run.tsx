import { useQuery } from '@tanstack/react-query';
import * as queries from '../api/queries';
import type { Run as RunDetail } from '../api/types';
import { count } from '../format/numbers';
import { duration } from '../format/times';
import { ArmsTable } from '../parts/ArmsTable';
import { BalanceSheet } from '../parts/BalanceSheet';
import { Comparisons } from '../parts/Comparisons';
import { Evidence } from '../parts/Evidence';
import { useMember } from '../parts/Frame';
import { Incremental } from '../parts/Incremental';
import { KpiTable } from '../parts/KpiTable';
import { CardSkeleton, Notice, ProblemNotice } from '../parts/layout';
import { Bar } from '../parts/marks';
import { PromoCodes } from '../parts/PromoCodes';
import { Reached } from '../parts/Reached';
import { ReferenceLines } from '../parts/ReferenceLines';
import { RoiDownload } from '../parts/RoiDownload';
import { RunPage } from '../parts/RunPage';
import { Steering } from '../parts/Steering';
import { Subgroups } from '../parts/Subgroups';
import { may } from '../report/access';
import { secondsLeft } from '../report/balance';
import { EmailBanner, Remark } from './Overview';

export default function Run() {
  const member = useMember();
  return (
    <RunPage
      actions={(run) => (
        <>
          {may(member, 'steerRuns') && <Steering run={run} />}
          {may(member, 'export') && <RoiDownload run={run.id} />}
        </>
      )}
    >
      {(run) => <ReportOf run={run} />}
    </RunPage>
  );
}

function ReportOf({ run }: { run: RunDetail }) {
  const live = run.state === 'running';
  const report = useQuery(queries.report(run.id, live));
  return (
    <>
      {run.problem && (
        <Notice icon="warn" tone="warn">
          <strong>{run.state === 'paused' ? 'Paused by itself.' : 'What happened.'}</strong> {run.problem}
        </Notice>
      )}
      {(live || run.state === 'paused') && <Progress run={run} />}
      <BalanceSheet run={run} />
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
          <ArmsTable run={run} report={report.data} />
          <Incremental report={report.data} />
          <PromoCodes run={run.id} live={live} />
          <KpiTable report={report.data} />
          <Comparisons report={report.data} />
          <ReferenceLines report={report.data} />
          <Evidence report={report.data} />
          <Reached report={report.data} />
          <Subgroups report={report.data} />
          <Notice icon="info">{report.data.readVsOpenNote}</Notice>
        </>
      )}
    </>
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
