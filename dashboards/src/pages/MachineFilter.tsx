import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as queries from '../api/queries';
import type { MachineRules, Rejudging as Asked } from '../api/types';
import { count } from '../format/numbers';
import { ago, moment } from '../format/times';
import { Forbidden, useMember } from '../parts/Frame';
import { AskRejudging, NewRules } from '../parts/JudgeMachines';
import { Card, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, StatePill } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { Rejudging } from '../parts/Rejudging';
import { may } from '../report/access';

export default function MachineFilter() {
  return may(useMember(), 'readReports') ? <Filter /> : <Forbidden title="Machine filter" />;
}

function Filter() {
  const mayJudge = may(useMember(), 'judgeMachines');
  const { data, error, isPending, refetch } = useQuery(queries.machineRules);
  const current = data?.items[0];
  return (
    <Page
      title="Machine filter"
      lead="By what clicks and opens of programs are told from people's. Figures leave programs out; raw ones beside them do not."
      actions={mayJudge && current && <NewRules current={current} />}
    >
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={4} />}
      {current && <InForce rules={current} />}
      <Judged mayJudge={mayJudge} />
      {data && <Versions versions={data.items} />}
    </Page>
  );
}

function InForce({ rules }: { rules: MachineRules }) {
  return (
    <Card title={`Rules in force: version ${rules.version}`} sub="What comes in is judged by them at once" flush>
      <table className="table">
        <tbody>
          <Rule name="Shipped" value="Requests that are no GET, known previews, scanners and crawlers, clicks within a second of the hand-over, and three or more links of one message within two seconds" />
          <Rule name="Programs added here" value={rules.agents.join(', ') || 'None'} />
          <Rule name="Networks added here" value={rules.networks.join(', ') || 'None'} />
        </tbody>
      </table>
    </Card>
  );
}

function Rule({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row" style={{ whiteSpace: 'nowrap' }}>
        {name}
      </th>
      <td style={{ lineHeight: 1.45, overflowWrap: 'anywhere' }}>{value}</td>
    </tr>
  );
}

function Versions({ versions }: { versions: MachineRules[] }) {
  return (
    <Card title="Versions" sub="Never changed; each click and open keeps the number of the one that judged it" flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Reason</th>
            <th scope="col" className="num">Programs added</th>
            <th scope="col" className="num">Networks added</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((rules) => (
            <tr key={rules.version}>
              <th scope="row">
                {rules.version}
                <span className="sub">
                  {rules.madeBy}, <When at={rules.madeAt} />
                </span>
              </th>
              <td>{rules.reason}</td>
              <td className="num">{count(rules.agents.length)}</td>
              <td className="num">{count(rules.networks.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at)}
    </time>
  );
}

/** History judged again: what was told stays, new verdicts are told beside it once somebody else agrees. */
function Judged({ mayJudge }: { mayJudge: boolean }) {
  const cursor = useCursor();
  const { data, error, isPending, refetch } = useQuery(queries.rejudgings(cursor.after));
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton rows={3} />}
      {data && data.items.length === 0 && (
        <Empty icon="clock" title="No history was judged again">
          Rules judge what comes in. What came before keeps its verdicts until somebody asks to judge it again and somebody else agrees.
          {mayJudge && (
            <div style={{ marginTop: 14 }}>
              <AskRejudging />
            </div>
          )}
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title="History judged again" sub="The latest first" side={mayJudge && <AskRejudging />} flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Events of</th>
                <th scope="col">State</th>
                <th scope="col" className="num">Rules</th>
                <th scope="col" className="num">Looked at</th>
                <th scope="col" className="num">New verdicts</th>
                <th scope="col" className="num">
                  <span className="sr-only">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((rejudging) => (
                <Row key={rejudging.id} rejudging={rejudging} open={() => setOpened(rejudging.id)} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
      {data?.items.some((one) => one.state === 'judged') && <Notice icon="info">One that was judged waits for somebody else than who asked. Another can be asked for once it is decided.</Notice>}
      <Rejudging id={opened} close={() => setOpened(null)} />
    </>
  );
}

function Row({ rejudging, open }: { rejudging: Asked; open: () => void }) {
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        {moment(rejudging.from)} to {moment(rejudging.until)}
        <span className="sub">
          {rejudging.askedBy}, <When at={rejudging.askedAt} />: “{rejudging.reason}”
        </span>
      </th>
      <td>
        <StatePill state={rejudging.state} />
        {rejudging.problem && <span className="sub">{rejudging.problem}</span>}
      </td>
      <td className="num">{rejudging.rules}</td>
      <td className="num">{count(rejudging.judged)}</td>
      <td className="num">{rejudging.digest === null ? <NoValue reason="Not judged to the end" /> : count(rejudging.verdicts)}</td>
      <td className="num">
        <Button variant="default" size="xs" onClick={open} aria-label={`Look at rejudging ${rejudging.id}`}>
          Look
        </Button>
      </td>
    </tr>
  );
}
