import { Button, Checkbox, Drawer, Group, Skeleton, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Invoice, InvoiceRow, ReconciledInvoice } from '../api/types';
import { count } from '../format/numbers';
import { ago } from '../format/times';
import { obstacle, placeOf, signed, warnings } from '../report/invoice';
import { CsvLink } from './CsvButton';
import { useMember } from './Frame';
import { Notice, ProblemNotice } from './layout';
import { ChannelLabel, StatePill } from './marks';

const zero = (amount: string) => Number(amount) === 0;

/** An invoice line by line beside what was accrued, and the decision of somebody else than who imported it. */
export function Reconciliation({ invoice, close }: { invoice: Invoice | null; close: () => void }) {
  return (
    <Drawer opened={invoice !== null} onClose={close} position="right" size="min(1080px, 100vw)" title={invoice === null ? '' : `${invoice.vendor} ${invoice.number}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {invoice && <Content key={invoice.id} id={invoice.id} close={close} />}
    </Drawer>
  );
}

function Content({ id, close }: { id: number; close: () => void }) {
  const [release, setRelease] = useState(false);
  const { data, error, isPending } = useQuery(queries.reconciledInvoice(id, release));
  return (
    <>
      {error && <ProblemNotice failure={error} />}
      {isPending && <Skeleton height={160} radius="md" />}
      {data && (
        <>
          <Totals shown={data} />
          <Rows shown={data} />
          {data.messages && <Messages id={id} messages={data.messages} />}
          {data.invoice.state === 'accepted' ? <Undo shown={data} /> : <Decision shown={data} release={release} setRelease={setRelease} />}
          {data.invoice.state === 'imported' && <Withdraw invoice={data.invoice} close={close} />}
          {data.invoice.withdrawn && <Withdrawn withdrawal={data.invoice.withdrawn} />}
          {data.invoice.entries.length > 0 && <Entries invoice={data.invoice} />}
        </>
      )}
    </>
  );
}

function Totals({ shown }: { shown: ReconciledInvoice }) {
  const { currency, total } = shown.invoice;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
      <Text size="sm">
        Accrued {shown.accrued} {currency}, difference {signed(shown.difference)} {currency}: invoiced {total} {currency}. Months of {shown.zone}; prices within {shown.tolerance} {currency} of a row agree.
        {!zero(shown.rounding) && ` ${signed(shown.rounding)} ${currency} of the difference is rounding between rows and total.`}
      </Text>
      <CsvLink href={`/api/v1/invoices/${shown.invoice.id}/reconciliation.csv`} />
    </Group>
  );
}

function Rows({ shown }: { shown: ReconciledInvoice }) {
  return (
    <div className="card-flush" tabIndex={0} role="region" aria-label="Reconciliation, table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Messages</th>
            <th scope="col">Month</th>
            <th scope="col">Compared</th>
            <th scope="col" className="num">Invoiced</th>
            <th scope="col" className="num">Accrued</th>
            <th scope="col" className="num">Difference</th>
            <th scope="col" className="num">by quantity</th>
            <th scope="col" className="num">by price</th>
          </tr>
        </thead>
        <tbody>
          {shown.rows.map((row, index) => (
            <Row key={index} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: InvoiceRow }) {
  return (
    <tr>
      <th scope="row">
        {row.channel ? <ChannelLabel channel={row.channel} /> : 'All channels'}
        <span className="sub">{placeOf(row)}</span>
      </th>
      <td>{row.month}</td>
      <td>
        <StatePill state={row.status} name={row.words} />
        {row.settledMessages > 0 && <span className="sub">{count(row.settledMessages)} messages were settled before</span>}
        {!row.bookable && <span className="sub">Nothing was sent there: no run can bear it</span>}
      </td>
      <td className="num">
        {row.invoiced}
        <span className="sub">{count(row.invoicedQuantity)}</span>
      </td>
      <td className="num">
        {row.accrued}
        <span className="sub">{count(row.accruedQuantity)}</span>
      </td>
      <td className="num">{signed(row.difference)}</td>
      <td className="num">{signed(row.quantityDifference)}</td>
      <td className="num">{signed(row.priceDifference)}</td>
    </tr>
  );
}

function Messages({ id, messages }: { id: number; messages: NonNullable<ReconciledInvoice['messages']> }) {
  return (
    <Group justify="space-between" wrap="nowrap" mt="md">
      <Text size="sm">
        By number, {count(messages.matched)} messages match ({count(messages.notBilled)} of them without an accrual), {count(messages.onlyInvoice)} are only on the invoice, {count(messages.onlyParley)} only in Parley.
      </Text>
      <CsvLink href={`/api/v1/invoices/${id}/unmatched.csv`}>Unmatched</CsvLink>
    </Group>
  );
}

function useMove(path: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) => post<unknown>(path, body),
    onSettled: () => cache.invalidateQueries({ queryKey: queries.keys.invoices }),
  });
}

function Decision({ shown, release, setRelease }: { shown: ReconciledInvoice; release: boolean; setRelease: (release: boolean) => void }) {
  const member = useMember();
  const { id, currency } = shown.invoice;
  const accept = useMove(`/invoices/${id}/accept`);
  const why = obstacle(shown, member.email);
  return (
    <div style={{ marginTop: 20, display: 'grid', gap: 10 }}>
      {warnings(shown).map((warning) => (
        <Notice key={warning} icon="warn" tone="warn">
          {warning}
        </Notice>
      ))}
      {!zero(shown.unbookable) && (
        <Notice icon="warn" tone="warn">
          {shown.unbookable} {currency} are for messages that nobody here sent. They are not booked: ask {shown.invoice.vendor} about them.
        </Notice>
      )}
      {!zero(shown.unbilled) && (
        <Checkbox
          label={`Take back ${shown.unbilled} ${currency} that were accrued and are not on the invoice`}
          description="Otherwise they stay accrued, for another invoice"
          checked={release}
          onChange={(event) => setRelease(event.currentTarget.checked)}
        />
      )}
      {accept.error && <ProblemNotice failure={accept.error} />}
      {why && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
      <Group>
        <Button disabled={why !== null || shown.releaseUnbilled !== release} loading={accept.isPending} onClick={() => accept.mutate({ digest: shown.digest, releaseUnbilled: release })}>
          Accept and book {signed(shown.trueUp)} {currency}
        </Button>
        <Text size="xs" c="dimmed">
          Shared out over {count(shown.runs.length)} {shown.runs.length === 1 ? 'run' : 'runs'}
        </Text>
      </Group>
    </div>
  );
}

/** For an import that should not be: wrong numbers, the wrong file. */
function Withdraw({ invoice, close }: { invoice: Invoice; close: () => void }) {
  const [reason, setReason] = useState('');
  const withdraw = useMove(`/invoices/${invoice.id}/withdraw`);
  return (
    <div style={{ marginTop: 28 }}>
      <Textarea
        label="Reason to withdraw the import"
        description="It is kept and never booked; its number is free for the right file"
        autosize
        minRows={1}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {withdraw.error && <ProblemNotice failure={withdraw.error} />}
      <Button mt="sm" variant="default" loading={withdraw.isPending} disabled={reason.trim() === ''} onClick={() => withdraw.mutate({ reason: reason.trim() }, { onSuccess: close })}>
        Withdraw
      </Button>
    </div>
  );
}

function Withdrawn({ withdrawal }: { withdrawal: NonNullable<Invoice['withdrawn']> }) {
  return (
    <Text size="sm" mt="md">
      Withdrawn by {withdrawal.by}, {ago(withdrawal.at)}: {withdrawal.reason}
    </Text>
  );
}

function Undo({ shown }: { shown: ReconciledInvoice }) {
  const member = useMember();
  const [reason, setReason] = useState('');
  const reverse = useMove(`/invoices/${shown.invoice.id}/reverse`);
  const own = shown.invoice.entries.at(-1)?.bookedBy === member.email;
  return (
    <div style={{ marginTop: 20 }}>
      <Textarea
        label="Reason to undo the acceptance"
        description={own ? 'Somebody else has to reverse what you accepted' : 'Books the opposite amounts; nothing is deleted'}
        autosize
        minRows={2}
        maxLength={1000}
        disabled={own}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {reverse.error && <ProblemNotice failure={reverse.error} />}
      <Button mt="sm" variant="default" loading={reverse.isPending} disabled={own || reason.trim() === ''} onClick={() => reverse.mutate({ reason: reason.trim() })}>
        Reverse
      </Button>
    </div>
  );
}

function Entries({ invoice }: { invoice: Invoice }) {
  return (
    <table className="table" style={{ marginTop: 24 }}>
      <caption style={{ textAlign: 'left', fontWeight: 600, fontSize: '0.8125rem', paddingBottom: 4 }}>Booked</caption>
      <tbody>
        {invoice.entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row">
              {entry.reversal ? `Reversed: ${entry.reason}` : 'Accepted'}
              <span className="sub">
                {entry.bookedBy}, {ago(entry.bookedAt)}
              </span>
            </th>
            <td className="num">
              {signed(entry.trueUp)} {invoice.currency}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
