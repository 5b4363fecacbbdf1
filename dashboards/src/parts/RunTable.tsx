import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import * as queries from '../api/queries';
import type { RunSummary } from '../api/types';
import { count } from '../format/numbers';
import { ago, between, moment } from '../format/times';
import { Bar, SandboxBadge, SourceBadge, StatePill } from './marks';

export function RunTable({ runs }: { runs: RunSummary[] }) {
  const navigate = useNavigate();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Campaign</th>
          <th scope="col">State</th>
          <th scope="col" className="num">Targeted</th>
          <th scope="col" style={{ width: '24%' }}>Progress</th>
          <th scope="col" className="num">Fired</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          // The link inside is the way for the keyboard; the row is a larger target for the mouse.
          <tr key={run.id} data-link onClick={(event) => !(event.target instanceof HTMLAnchorElement) && navigate(`/runs/${run.id}`)}>
            <td>
              <Link className="cell-link" to={`/runs/${run.id}`}>
                {run.campaignName}
              </Link>
              <span className="sub">
                Run {run.id}
                {run.problem && ` · ${run.problem}`}
              </span>
            </td>
            <td>
              <span style={{ display: 'inline-flex', gap: 6 }}>
                <StatePill state={run.state} />
                {run.sandbox && <SandboxBadge />}
                {run.source && <SourceBadge source={run.source} />}
              </span>
            </td>
            <td className="num">{count(run.targeted)}</td>
            <td>
              <Progress run={run} />
            </td>
            <td className="num">
              <time dateTime={run.fireTime} title={moment(run.fireTime)}>
                {ago(run.fireTime)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Progress({ run }: { run: RunSummary }) {
  if (run.state === 'running') {
    return <LiveProgress id={run.id} />;
  }
  if (run.state === 'finished') {
    return <span style={{ color: 'var(--ink-2)' }}>Done in {between(run.startedAt, run.finishedAt)}</span>;
  }
  return <span style={{ color: 'var(--ink-2)' }}>{run.state === 'paused' ? 'Waits for a person' : 'Not sent'}</span>;
}

/** The list tells no progress, the run does; asked only for runs that move. */
function LiveProgress({ id }: { id: number }) {
  const { data } = useQuery(queries.run(id));
  if (!data) {
    return <Bar done={0} label={`Progress of run ${id}`} />;
  }
  const { done, total, perSecond } = data.progress;
  return (
    <div>
      <Bar done={total === 0 ? 0 : done / total} label={`Progress of run ${id}`} />
      <span className="sub tabular" style={{ marginTop: 4 }}>
        {count(done)} of {count(total)} {perSecond !== null && ` · ${count(perSecond)}/s`}
      </span>
    </div>
  );
}
