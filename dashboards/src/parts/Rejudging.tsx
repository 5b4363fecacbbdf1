import { Button, Drawer, Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Rejudging as Asked, RejudgingLine } from '../api/types';
import { count } from '../format/numbers';
import { ago, moment } from '../format/times';
import { sentence } from '../format/words';
import { may } from '../report/access';
import { Digest } from './Digest';
import { useMember } from './Frame';
import { ProblemNotice } from './layout';
import { StatePill } from './marks';

/** What judging again changes, run by run, and the decision of somebody else. */
export function Rejudging({ id, close }: { id: number | null; close: () => void }) {
  return (
    <Drawer opened={id !== null} onClose={close} position="right" size="lg" title={id === null ? '' : `Rejudging ${id}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {id !== null && <Content id={id} />}
    </Drawer>
  );
}

function Content({ id }: { id: number }) {
  const { data, error, isPending } = useQuery(queries.rejudging(id));
  if (error) {
    return <ProblemNotice failure={error} />;
  }
  if (isPending) {
    return <Skeleton height={160} radius="md" />;
  }
  return (
    <>
      <Group gap="xs" mb="xs">
        <StatePill state={data.rejudging.state} />
        <Text size="sm">
          {moment(data.rejudging.from)} to {moment(data.rejudging.until)}, by version {data.rejudging.rules}
        </Text>
      </Group>
      {data.rejudging.problem && <Text size="sm">{data.rejudging.problem}</Text>}
      <Outcome rejudging={data.rejudging} lines={data.lines} />
      <Decision rejudging={data.rejudging} />
    </>
  );
}

function Outcome({ rejudging, lines }: { rejudging: Asked; lines: RejudgingLine[] }) {
  if (rejudging.digest === null) {
    return <Text size="sm">{count(rejudging.judged)} clicks and opens were looked at so far.</Text>;
  }
  if (lines.length === 0) {
    return <Text size="sm">Of {count(rejudging.judged)} clicks and opens, each keeps the verdict that it has.</Text>;
  }
  return (
    <>
      <Text size="sm" mb="xs">
        Of {count(rejudging.judged)} clicks and opens and what was concluded from them, {count(rejudging.verdicts)} {rejudging.verdicts === 1 ? 'has another verdict' : 'have other verdicts'}. Distinct people, as reports count them:
      </Text>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Who</th>
            <th scope="col" className="num">Before</th>
            <th scope="col" className="num">After</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.run} ${line.kind}`}>
              <th scope="row">
                <Link to={`/runs/${line.run}`}>Run {line.run}</Link>
              </th>
              <td>{sentence(line.kind)}</td>
              <td className="num">{count(line.peopleBefore)}</td>
              <td className="num">{count(line.peopleAfter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt="xs">
        SHA-256 of the verdicts: <Digest value={rejudging.digest} />
      </Text>
    </>
  );
}

/** Only what is on screen is approved, by its digest. */
function Decision({ rejudging }: { rejudging: Asked }) {
  const member = useMember();
  const cache = useQueryClient();
  const decide = useMutation({
    mutationFn: (how: 'approval' | 'rejection') => post(`/rejudgings/${rejudging.id}/${how}`, how === 'approval' ? { digest: rejudging.digest } : undefined),
    onSettled: () => cache.invalidateQueries({ queryKey: queries.keys.rejudgings }),
  });
  const own = rejudging.askedBy === member.email;
  const open = rejudging.state === 'judging' || rejudging.state === 'judged';
  return (
    <div style={{ marginTop: 20 }}>
      <Text size="sm">
        {rejudging.askedBy} asked {ago(rejudging.askedAt)}: “{rejudging.reason}”
      </Text>
      {rejudging.decidedBy && (
        <Text size="sm">
          {rejudging.state === 'rejected' ? 'Rejected' : 'Approved'} by {rejudging.decidedBy} {ago(rejudging.decidedAt)}
        </Text>
      )}
      {open && own && (
        <Text size="xs" c="dimmed" mt={4}>
          Somebody else has to approve what you asked for.
        </Text>
      )}
      {decide.error && <ProblemNotice failure={decide.error} />}
      {open && may(member, 'judgeMachines') && (
        <Group mt="sm" gap="xs">
          <Button disabled={own || rejudging.digest === null} loading={decide.isPending} onClick={() => decide.mutate('approval')}>
            Approve
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('rejection')}>
            {own ? 'Take back' : 'Reject'}
          </Button>
        </Group>
      )}
    </div>
  );
}
