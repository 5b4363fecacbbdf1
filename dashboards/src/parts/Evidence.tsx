import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as queries from '../api/queries';
import type { RunEvidence, RunReport } from '../api/types';
import { money } from '../format/money';
import { probability, share } from '../format/numbers';
import { difference } from '../report/figures';
import { armName } from '../report/headline';
import { Card, ProblemNotice, TableSkeleton } from './layout';
import { ChannelLabel, NoValue } from './marks';

/** The comparisons once more by other methods; asked for only by who wants them, since resampling takes a moment. */
export function Evidence({ report }: { report: RunReport }) {
  const [wanted, setWanted] = useState(false);
  if (report.comparisons.length === 0) {
    return null;
  }
  return wanted ? (
    <OtherMethods report={report} />
  ) : (
    <div>
      <Button variant="default" size="xs" onClick={() => setWanted(true)}>
        Ask the same by other methods
      </Button>
    </div>
  );
}

function OtherMethods({ report }: { report: RunReport }) {
  const { data, error, refetch } = useQuery(queries.evidence(report.run.id));
  if (error) {
    return <ProblemNotice failure={error} retry={() => void refetch()} />;
  }
  if (!data) {
    return <TableSkeleton rows={4} />;
  }
  return (
    <Card title="By other methods" sub={data.note} flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Arm against arm</th>
            <th scope="col" className="num">p alone</th>
            <th scope="col" className="num">p, Holm</th>
            <th scope="col" className="num" title="Benjamini and Hochberg, over the secondary figures">p, false discovery</th>
            <th scope="col" className="num" title="Mixture test: holds however often one looks">p, any time</th>
            <th scope="col" className="num">Chance to beat</th>
            <th scope="col" className="num">Resampled 95%</th>
            <th scope="col" className="num">Large orders cut</th>
          </tr>
        </thead>
        <tbody>
          {data.answers.map((one) => (
            <Line key={`${one.kpi} ${one.arm} ${one.against}`} report={report} one={one} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ report, one }: { report: RunReport; one: RunEvidence['answers'][number] }) {
  const definition = report.definitions.find((candidate) => candidate.id === one.kpi);
  const arm = report.arms.find((candidate) => candidate.arm === one.arm);
  const against = report.arms.find((candidate) => candidate.arm === one.against);
  const currency = arm?.kpis.find((kpi) => kpi.id === one.kpi)?.currency ?? null;
  const told = (value: number) => difference(definition, value, currency);
  const notAsked = <NoValue reason="Not asked of this figure" />;
  return (
    <tr>
      <th scope="row" style={{ whiteSpace: 'nowrap' }}>
        {definition?.name ?? one.kpi}
      </th>
      <td>
        <ChannelLabel channel={arm?.channel ?? null} name={armName(report, one.arm)} />
        <ChannelLabel channel={against?.channel ?? null} name={armName(report, one.against)} />
      </td>
      <td className="num">{probability(one.pValue)}</td>
      <td className="num">{probability(one.holm)}</td>
      <td className="num">{one.falseDiscovery === null ? <NoValue reason="The primary figure is not corrected for the others" /> : probability(one.falseDiscovery)}</td>
      <td className="num">{one.anytimePValue === null ? notAsked : probability(one.anytimePValue)}</td>
      <td className="num">{one.chanceToBeat === null ? notAsked : share(one.chanceToBeat)}</td>
      <td className="num">
        {one.resampledLow === null || one.resampledHigh === null ? (
          notAsked
        ) : (
          <>
            {told(one.resampledLow)} to {told(one.resampledHigh)}
          </>
        )}
      </td>
      <td className="num">
        {one.capped === null ? notAsked : told(one.capped)}
        {one.cappedLow !== null && one.cappedHigh !== null && (
          <span className="sub" title={one.cappedAtMinor === null || currency === null ? undefined : `A person's spending counts up to ${money(one.cappedAtMinor, currency)}`}>
            {told(one.cappedLow)} to {told(one.cappedHigh)}
          </span>
        )}
      </td>
    </tr>
  );
}
