import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as queries from '../api/queries';
import type { Invoice } from '../api/types';
import { count } from '../format/numbers';
import { ago, moment } from '../format/times';
import { Forbidden, useMember } from '../parts/Frame';
import { InvoiceUpload } from '../parts/InvoiceUpload';
import { Card, Empty, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, StatePill } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { Reconciliation } from '../parts/Reconciliation';
import { may } from '../report/access';
import { signed } from '../report/invoice';

export default function Invoices() {
  return may(useMember(), 'export') ? <InvoiceList /> : <Forbidden title="Invoices" />;
}

function InvoiceList() {
  const cursor = useCursor();
  const { data, error, isPending, refetch } = useQuery(queries.invoices(cursor.after));
  const [opened, setOpened] = useState<Invoice | null>(null);
  return (
    <Page title="Invoices" lead="What providers charged, line by line beside what was accrued by rate cards. Accepting books the difference; undoing it books the opposite.">
      <InvoiceUpload />
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={4} />}
      {data && data.items.length === 0 && (
        <Empty icon="file" title="No invoice yet">
          Until one is accepted, costs of runs are what rate cards say.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title="Taken" sub="The latest first" flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Invoice</th>
                <th scope="col">Period</th>
                <th scope="col">State</th>
                <th scope="col" className="num">Total before tax</th>
                <th scope="col" className="num">Booked difference</th>
                <th scope="col" className="num">
                  <span className="sr-only">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((invoice) => (
                <Row key={invoice.id} invoice={invoice} open={() => setOpened(invoice)} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
      <Reconciliation invoice={opened} close={() => setOpened(null)} />
    </Page>
  );
}

function Row({ invoice, open }: { invoice: Invoice; open: () => void }) {
  const deed = invoice.state === 'accepted' || invoice.state === 'withdrawn' ? 'Look' : 'Reconcile';
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        {invoice.vendor} {invoice.number}
        <span className="sub">
          {count(invoice.lines)} {invoice.perMessage ? 'messages' : invoice.lines === 1 ? 'line' : 'lines'} · {invoice.importedBy},{' '}
          <time dateTime={invoice.importedAt} title={moment(invoice.importedAt)}>
            {ago(invoice.importedAt)}
          </time>
        </span>
      </th>
      <td>
        {invoice.from}
        <span className="sub">to {invoice.to}</span>
      </td>
      <td>
        <StatePill state={invoice.state} />
      </td>
      <td className="num">
        {invoice.total} {invoice.currency}
      </td>
      <td className="num">{invoice.trueUp === null ? <NoValue reason="Not accepted: nothing is booked" /> : `${signed(invoice.trueUp)} ${invoice.currency}`}</td>
      <td className="num">
        <Button variant="default" size="xs" onClick={open} aria-label={`${deed} ${invoice.vendor} ${invoice.number}`}>
          {deed}
        </Button>
      </td>
    </tr>
  );
}
