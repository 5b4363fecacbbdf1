import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import * as queries from '../api/queries';
import type { Run } from '../api/types';
import { between, moment } from '../format/times';
import { CardSkeleton, Empty, Page, ProblemNotice } from './layout';
import { SandboxBadge, SourceBadge, StatePill } from './marks';
import { RunTabs } from './RunTabs';

/** Number of the run in the address; null: none can have it. */
export function useRunNumber(): number | null {
  const number = Number(useParams().id);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** What every page of a run begins with: its name, its state, the way to the other pages. */
export function RunPage({ actions, children }: { actions?: (run: Run) => ReactNode; children: (run: Run) => ReactNode }) {
  const number = useRunNumber();
  return number === null ? <NoSuchRun /> : <OneRun key={number} id={number} actions={actions} body={children} />;
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

function OneRun({ id, actions, body }: { id: number; actions?: (run: Run) => ReactNode; body: (run: Run) => ReactNode }) {
  const { data: run, error, isPending, refetch } = useQuery(queries.run(id));
  if (!run) {
    return (
      <Page title={`Run ${id}`}>
        {isPending ? (
          <>
            <CardSkeleton height={140} />
            <CardSkeleton height={220} />
            <CardSkeleton height={220} />
          </>
        ) : (
          <ProblemNotice failure={error} retry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={run.campaignName}
      lead={
        <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
          <StatePill state={run.state} />
          {run.sandbox && <SandboxBadge />}
          {run.source && <SourceBadge source={run.source} />}
          <span>
            Run {run.id} · fired {moment(run.fireTime)}
            {run.finishedAt && ` · took ${between(run.startedAt, run.finishedAt)}`}
          </span>
        </span>
      }
      actions={actions?.(run)}
    >
      <RunTabs id={id} />
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {body(run)}
    </Page>
  );
}
