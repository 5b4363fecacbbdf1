import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as queries from '../api/queries';
import type { Period } from '../api/types';
import { count } from '../format/numbers';
import { ago, moment, month } from '../format/times';
import { ClosePeriod } from '../parts/ClosePeriod';
import { Digest } from '../parts/Digest';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, StatePill } from '../parts/marks';
import { Restatements } from '../parts/Restatements';
import { RoiDownload } from '../parts/RoiDownload';
import { may } from '../report/access';

export default function Periods() {
  return may(useMember(), 'export') ? <PeriodList /> : <Forbidden title="Periods" />;
}

function PeriodList() {
  const { data, error, isPending, refetch } = useQuery(queries.periods);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Page title="Periods" lead="Months of the books. What is closed stays as it is; what is learnt later is booked as a correction in the first open month.">
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={4} />}
      {data && data.length === 0 && (
        <Empty icon="file" title="Nothing was sent yet">
          The first month of the books is that of the first run.
        </Empty>
      )}
      {data && data.length > 0 && (
        <Card title="Months" sub="Midnight to midnight in the business zone" flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col">State</th>
                <th scope="col" className="num">Lines</th>
                <th scope="col">SHA-256 of the CSV for programs</th>
                <th scope="col" className="num">
                  <span className="sr-only">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((period) => (
                <Row key={period.month} period={period} restate={() => setOpened(period.month)} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {data && data.length > 0 && (
        <Notice icon="info">
          A file of a closed month, in whatever form, is given out only if its lines still come to the SHA-256 shown here. The CSV files also have the same bytes whenever they are asked for; an Excel workbook holds the time at
          which it was made.
        </Notice>
      )}
      <Restatements month={opened} close={() => setOpened(null)} />
    </Page>
  );
}

function Row({ period, restate }: { period: Period; restate: () => void }) {
  const latest = period.snapshots.at(-1);
  const undecided = period.restatements.some((wish) => wish.state === 'requested');
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        {month(period.month)}
        {latest && (
          <span className="sub">
            {latest.number === 1 ? 'Closed' : 'Restated'} by {latest.closedBy},{' '}
            <time dateTime={latest.closedAt} title={moment(latest.closedAt)}>
              {ago(latest.closedAt)}
            </time>
          </span>
        )}
      </th>
      <td>
        <StatePill state={period.status} />
        {undecided && <span className="sub">A restatement waits for approval</span>}
      </td>
      <td className="num">{latest ? count(latest.rows) : <NoValue reason="Not closed" />}</td>
      <td>{latest ? <Digest value={latest.sha256} /> : <NoValue reason="Not closed" />}</td>
      <td className="num">
        <span style={{ display: 'inline-flex', gap: 6, justifyContent: 'flex-end' }}>
          {period.closable && <ClosePeriod month={period.month} />}
          {latest && (
            <Button variant="default" size="xs" onClick={restate}>
              Restate
            </Button>
          )}
          <RoiDownload period={period.month} small />
        </span>
      </td>
    </tr>
  );
}
