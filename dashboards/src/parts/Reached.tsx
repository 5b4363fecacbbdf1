import { useQuery } from '@tanstack/react-query';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { ReachedEffect, RunReached, RunReport } from '../api/types';
import { share } from '../format/numbers';
import { difference } from '../report/figures';
import { isClear, reachOf, spoken } from '../report/headline';
import { Estimated, Pair } from './Comparisons';
import { CsvLink } from './CsvButton';
import { DefinitionButton } from './Definition';
import { Card, Notice, ProblemNotice } from './layout';
import { useChannelColor } from './marks';

/** What each arm did to those it reached; nothing where nobody was held out, since there is no such effect then. */
export function Reached({ report }: { report: RunReport }) {
  const heldOut = report.arms.some((arm) => arm.holdout && arm.counts.assigned > 0);
  const { data, error, refetch } = useQuery({ ...queries.reached(report.run.id), enabled: heldOut });
  if (error) {
    return <ProblemNotice failure={error} retry={() => void refetch()} />;
  }
  return heldOut && data && data.effects.length > 0 ? <Effects report={report} reached={data} /> : null;
}

function Effects({ report, reached }: { report: RunReport; reached: RunReached }) {
  return (
    <Card
      title="Effect on those reached (CACE)"
      sub="The effect by assignment over the difference of the shares delivered"
      flush
      side={
        <CsvLink href={address(`/runs/${reached.run}/report/reached.csv`)} name={`run-${reached.run}-reached`} />
      }
    >
      <div style={{ padding: '0 20px 14px' }}>
        <Notice icon="info">{reached.note}</Notice>
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Effect</th>
            <th scope="col">Arm against arm</th>
            <th scope="col" className="num">Delivered</th>
            <th scope="col" className="num">By assignment</th>
            <th scope="col" className="num">On those reached</th>
            <th scope="col" style={{ width: '18%' }}>95% interval</th>
            <th scope="col">In words</th>
          </tr>
        </thead>
        <tbody>
          {reached.effects.map((one) => (
            <Line key={`${one.kpi} ${one.arm} ${one.against}`} report={report} one={one} reach={reachOf(reached.effects.filter((other) => other.kpi === one.kpi))} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ report, one, reach }: { report: RunReport; one: ReachedEffect; reach: number }) {
  const color = useChannelColor();
  const definition = report.definitions.find((candidate) => candidate.id === one.kpi);
  const told = (value: number) => difference(definition, value, one.currency);
  const reason = spoken(one.verdict);
  return (
    <tr>
      <th scope="row" style={{ fontWeight: 550 }}>
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
          {definition?.name ?? one.kpi}
          {definition && <DefinitionButton definition={definition} />}
        </span>
      </th>
      <Pair channel={one.channel} name={one.armName} againstChannel={one.againstChannel} againstName={one.againstName} />
      <td className="num">
        {share(one.delivered)}
        <span className="sub">{share(one.againstDelivered)}</span>
      </td>
      <td className="num">{told(one.assigned)}</td>
      <Estimated value={one.effect} low={one.low} high={one.high} told={told} reach={reach} color={isClear(one) ? color(one.channel) : 'var(--ink-2)'} reason={reason} />
      <td style={{ minWidth: 220, lineHeight: 1.45 }}>{reason}</td>
    </tr>
  );
}
