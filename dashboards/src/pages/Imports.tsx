import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as queries from '../api/queries';
import type { Import } from '../api/types';
import { bytes, count } from '../format/numbers';
import { ago, between, moment } from '../format/times';
import { importKind } from '../format/words';
import { Forbidden, useMember } from '../parts/Frame';
import { Icon } from '../parts/Icon';
import { Card, Empty, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { StatePill } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { UploadForm } from '../parts/UploadForm';
import { may } from '../report/access';

export default function Imports() {
  return may(useMember(), 'import') ? <ImportList /> : <Forbidden title="Imports" />;
}

function ImportList() {
  const cursor = useCursor();
  const { data, error, isPending, refetch } = useQuery(queries.imports(cursor.after));
  return (
    <Page title="Imports" lead="Bad rows are set aside with line, column and reason; the rest lands. The same file twice changes nothing.">
      <UploadForm />
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={4} />}
      {data && data.items.length === 0 && (
        <Empty icon="imports" title="Nothing imported yet">
          Start with contacts, then their consents: without a live consent nobody is written to.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title="Files" flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">State</th>
                <th scope="col" className="num">Read</th>
                <th scope="col" className="num">Applied</th>
                <th scope="col" className="num">Rejected</th>
                <th scope="col" className="num">Speed</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
    </Page>
  );
}

function Row({ item }: { item: Import }) {
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        {item.fileName}
        <span className="sub">
          {importKind(item.kind)} · {bytes(item.sizeBytes)} ·{' '}
          <time dateTime={item.createdAt} title={moment(item.createdAt)}>
            {ago(item.createdAt)}
          </time>
        </span>
      </th>
      <td>
        <StatePill state={item.state} />
        {item.problem && <span className="sub">{item.problem}</span>}
      </td>
      <td className="num">{count(item.rowsRead)}</td>
      <td className="num">{count(item.rowsApplied)}</td>
      <td className="num">
        {item.rejectsUrl ? (
          <Button component="a" href={item.rejectsUrl} download variant="default" size="compact-xs" leftSection={<Icon name="exports" size={13} />} aria-label={`Download the ${count(item.rowsRejected)} rejected rows of ${item.fileName}`}>
            {item.rowsRejected > 0 ? count(item.rowsRejected) : 'bad cells'}
          </Button>
        ) : (
          count(item.rowsRejected)
        )}
      </td>
      <td className="num">
        {item.ratePerSecond !== null && item.ratePerSecond > 0 ? `${count(item.ratePerSecond)}/s` : ''}
        {item.finishedAt && item.state === 'finished' && <span className="sub">in {between(item.startedAt, item.finishedAt)}</span>}
      </td>
    </tr>
  );
}
