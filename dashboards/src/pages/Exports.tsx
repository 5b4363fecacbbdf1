import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import * as queries from '../api/queries';
import type { Export } from '../api/types';
import { count } from '../format/numbers';
import { ago, moment, month } from '../format/times';
import { Digest } from '../parts/Digest';
import { Forbidden, useMember } from '../parts/Frame';
import { Icon } from '../parts/Icon';
import { Card, Empty, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { Manifest } from '../parts/Manifest';
import { NoValue, StatePill } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { RoiDownload, roiName } from '../parts/RoiDownload';
import { may } from '../report/access';

export default function Exports() {
  return may(useMember(), 'export') ? <ExportList /> : <Forbidden title="Exports" />;
}

function ExportList() {
  const cursor = useCursor();
  const { data, error, isPending, refetch } = useQuery(queries.exports(cursor.after));
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <Page title="Exports" lead="Cost and return for finance: a file and the control totals it ties out to" actions={<RoiDownload />}>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={4} />}
      {data && data.items.length === 0 && (
        <Empty icon="file" title="No export yet">
          “Download ROI” makes one over everything; on a run's page, over that run.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title="Files" sub="The same lines give the same bytes, and so the same SHA-256; an Excel workbook also holds the time at which it was made" flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Export</th>
                <th scope="col">State</th>
                <th scope="col" className="num">Lines</th>
                <th scope="col">SHA-256</th>
                <th scope="col" className="num">
                  <span className="sr-only">Files</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((item) => (
                <Row key={item.id} item={item} open={() => setOpened(item.id)} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
      <Drawer opened={opened !== null} onClose={() => setOpened(null)} position="right" title="Control totals" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
        {opened !== null && <Manifest id={opened} />}
      </Drawer>
    </Page>
  );
}

function Row({ item, open }: { item: Export; open: () => void }) {
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        ROI export {item.id}
        <span className="sub">
          {item.run ? <Link to={`/runs/${item.run}`}>Run {item.run}</Link> : item.period ? month(item.period) : 'All runs'}
          {item.createdAt && (
            <>
              {' · '}
              <time dateTime={item.createdAt} title={moment(item.createdAt)}>
                {ago(item.createdAt)}
              </time>
            </>
          )}
        </span>
      </th>
      <td>
        <StatePill state={item.state} />
        {item.problem && <span className="sub">{item.problem}</span>}
      </td>
      <td className="num">{item.rows === null ? <NoValue reason="No file was written" /> : count(item.rows)}</td>
      <td>{item.sha256 ? <Digest value={item.sha256} /> : <NoValue reason="No file was written" />}</td>
      <td className="num">
        {item.fileUrl && (
          <span style={{ display: 'inline-flex', gap: 6 }}>
            <Button variant="default" size="xs" onClick={open}>
              Control totals
            </Button>
            <Button component="a" href={item.fileUrl} download={roiName(item)} variant="default" size="xs" leftSection={<Icon name="exports" size={14} />}>
              {item.profile === 'xlsx' ? 'XLSX' : 'CSV'}
            </Button>
          </span>
        )}
      </td>
    </tr>
  );
}
