import { Button, Drawer, Group, Skeleton, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Period, PeriodChange, Restatement } from '../api/types';
import { count } from '../format/numbers';
import { ago, month as monthName } from '../format/times';
import { sentence } from '../format/words';
import { useMember } from './Frame';
import { ProblemNotice } from './layout';
import { StatePill } from './marks';

/** A closed month: what is known beyond it, the wish to close it anew, and the decision of somebody else. */
export function Restatements({ month, close }: { month: string | null; close: () => void }) {
  const { data } = useQuery(queries.periods);
  const period = data?.find((one) => one.month === month);
  return (
    <Drawer opened={month !== null} onClose={close} position="right" size="lg" title={month === null ? '' : `Restate ${monthName(month)}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {period && <Content period={period} />}
    </Drawer>
  );
}

function Content({ period }: { period: Period }) {
  const undecided = period.restatements.find((wish) => wish.state === 'requested');
  const { data, error, isPending } = useQuery(queries.periodPreview(period.month));
  return (
    <>
      {error && <ProblemNotice failure={error} />}
      {isPending && <Skeleton height={120} radius="md" />}
      {data && <Change change={data} />}
      {undecided ? <Decision wish={undecided} shown={data?.sha256} /> : <Wish month={period.month} nothing={data?.lineCount === 0} />}
      {period.restatements.length > 0 && <History wishes={period.restatements} />}
    </>
  );
}

function Change({ change }: { change: PeriodChange }) {
  if (change.lineCount === 0) {
    return <Text size="sm">Nothing is known beyond {change.from}: a restatement would change no line.</Text>;
  }
  return (
    <>
      <Text size="sm" mb="xs">
        Against {change.from}, {count(change.lineCount)} {change.lineCount === 1 ? 'line differs' : 'lines differ'}:
      </Text>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Line</th>
            <th scope="col" className="num">Count</th>
            <th scope="col" className="num">Amount</th>
          </tr>
        </thead>
        <tbody>
          {change.lines.slice(0, 50).map((line, index) => (
            <tr key={index}>
              <th scope="row">
                {line.campaignName}
                <span className="sub">
                  {line.armName} · {line.country || 'no country'}
                </span>
              </th>
              <td>{sentence(line.lineType)}</td>
              <td className="num">{line.quantity}</td>
              <td className="num">
                {line.amount} {line.currency}
                {line.reportingAmount !== null && line.reportingCurrency !== line.currency && (
                  <span className="sub">
                    {line.reportingAmount} {line.reportingCurrency}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {change.lineCount > 50 && (
        <Text size="xs" c="dimmed" mt="xs">
          The first 50 are shown.
        </Text>
      )}
    </>
  );
}

function useMove(path: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body?: unknown) => post<unknown>(path, body),
    onSettled: () => cache.invalidateQueries({ queryKey: queries.keys.periods }),
  });
}

function Wish({ month, nothing }: { month: string; nothing: boolean | undefined }) {
  const [reason, setReason] = useState('');
  const ask = useMove(`/periods/${month}/restatements`);
  return (
    <div style={{ marginTop: 20 }}>
      <Textarea label="Reason" description="For whoever approves it, and for the auditor" autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {ask.error && <ProblemNotice failure={ask.error} />}
      <Button mt="sm" loading={ask.isPending} disabled={reason.trim() === '' || nothing} onClick={() => ask.mutate({ reason: reason.trim() })}>
        Ask for a restatement
      </Button>
    </div>
  );
}

/** @param shown the digest of the difference on screen: only that is approved */
function Decision({ wish, shown }: { wish: Restatement; shown: string | undefined }) {
  const member = useMember();
  const approve = useMove(`/periods/restatements/${wish.id}/approve`);
  const refuse = useMove(`/periods/restatements/${wish.id}/refuse`);
  const own = wish.requestedBy === member.email;
  return (
    <div style={{ marginTop: 20 }}>
      <Text size="sm">
        {wish.requestedBy} asked {ago(wish.requestedAt)}: “{wish.reason}”
      </Text>
      {own && (
        <Text size="xs" c="dimmed" mt={4}>
          Somebody else has to approve what you asked for.
        </Text>
      )}
      {(approve.error ?? refuse.error) && <ProblemNotice failure={approve.error ?? refuse.error} />}
      <Group mt="sm" gap="xs">
        <Button disabled={own || shown === undefined} loading={approve.isPending} onClick={() => approve.mutate({ sha256: shown })}>
          Approve
        </Button>
        <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate(undefined)}>
          {own ? 'Take back' : 'Refuse'}
        </Button>
      </Group>
    </div>
  );
}

function History({ wishes }: { wishes: Restatement[] }) {
  return (
    <table className="table" style={{ marginTop: 24 }}>
      <caption style={{ textAlign: 'left', fontWeight: 600, fontSize: '0.8125rem', paddingBottom: 4 }}>Restatements</caption>
      <tbody>
        {wishes.map((wish) => (
          <tr key={wish.id}>
            <th scope="row">
              {wish.reason}
              <span className="sub">
                {wish.requestedBy}
                {wish.decidedBy && `, decided by ${wish.decidedBy}`}
              </span>
            </th>
            <td>
              <StatePill state={wish.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
