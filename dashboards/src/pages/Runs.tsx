import { useQuery } from '@tanstack/react-query';
import * as queries from '../api/queries';
import { Card, Empty, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { Pager, useCursor } from '../parts/Pager';
import { RunsTabs } from '../parts/RunsTabs';
import { RunTable } from '../parts/RunTable';

export default function Runs() {
  const cursor = useCursor();
  const { data, error, isPending, refetch } = useQuery(queries.runs(cursor.after));
  return (
    <Page title="Runs" lead="Every execution of every campaign, newest first">
      <RunsTabs />
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton />}
      {data && data.items.length === 0 && (
        <Empty icon="runs" title="No run yet">
          A run starts when a scheduled campaign fires.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title="All runs" flush>
          <RunTable runs={data.items} />
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
    </Page>
  );
}
