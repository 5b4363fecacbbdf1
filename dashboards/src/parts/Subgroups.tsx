import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { address } from '../api/client';
import * as queries from '../api/queries';
import type { Comparison, RunReport, RunSubgroups, SubgroupComparison } from '../api/types';
import { count, probability } from '../format/numbers';
import { valueName } from '../format/words';
import { may } from '../report/access';
import { difference } from '../report/figures';
import { armName, isClear, reachOf, spoken } from '../report/headline';
import { Estimated, Pair } from './Comparisons';
import { CsvLink } from './CsvButton';
import { FilterBar, SegmentChoice, useFilters } from './filters';
import { useMember } from './Frame';
import { Card, Notice, ProblemNotice, TableSkeleton } from './layout';
import { NoValue, useChannelColor } from './marks';

const DIMENSIONS = [
  { value: 'country', label: 'Country' },
  { value: 'language', label: 'Language' },
  { value: 'segment', label: 'Segment' },
];
/** What comparisons are about first of all. */
const PRIMARY = 'conversionItt';

/** The comparisons once more within each country, language or segment; asked for only by who wants them. */
export function Subgroups({ report }: { report: RunReport }) {
  const member = useMember();
  const [{ within, segments, figure }, change] = useFilters(['within', 'segments', 'figure'] as const);
  const asked = DIMENSIONS.some((one) => one.value === within) && (within !== 'segment' || segments !== '');
  const query = { segments: within === 'segment' ? segments : null };
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...queries.subgroups(report.run.id, within, query), enabled: asked });
  if (report.comparisons.length === 0) {
    return null;
  }
  const figures = [...new Set(report.comparisons.map((one) => one.kpi))];
  const shown = figures.includes(figure) ? figure : figures.includes(PRIMARY) ? PRIMARY : (figures[0] ?? PRIMARY);
  const named = (kpi: string) => report.definitions.find((definition) => definition.id === kpi)?.name ?? kpi;
  return (
    <>
      <FilterBar>
        <Select
          label="Compare within each"
          placeholder="Not asked"
          size="xs"
          w={170}
          clearable
          data={DIMENSIONS.filter((one) => one.value !== 'segment' || may(member, 'readSegments'))}
          value={within || null}
          onChange={(wanted) => change({ within: wanted ?? '' })}
        />
        {within === 'segment' && <SegmentChoice value={segments} onChange={(chosen) => change({ segments: chosen })} />}
        {within !== '' && <Select label="Figure" size="xs" w={240} allowDeselect={false} data={figures.map((kpi) => ({ value: kpi, label: named(kpi) }))} value={shown} onChange={(kpi) => kpi && change({ figure: kpi })} />}
        {asked && data && (
          <CsvLink href={address(`/runs/${report.run.id}/report/subgroups/${within}.csv`, query)} name={`run-${report.run.id}-subgroups-${within}`} />
        )}
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {asked && !data && !error && <TableSkeleton rows={4} />}
      {asked && data && !(isPlaceholderData && data.dimension !== within) && <Within report={report} data={data} kpi={shown} />}
    </>
  );
}

function Within({ report, data, kpi }: { report: RunReport; data: RunSubgroups; kpi: string }) {
  const dimension = DIMENSIONS.find((one) => one.value === data.dimension)?.label ?? data.dimension;
  const answers = data.answers.filter((one) => one.kpi === kpi);
  const whole = data.whole.filter((one) => one.kpi === kpi);
  const reach = reachOf([...answers, ...whole]);
  return (
    <Card title={`Comparison by ${dimension.toLowerCase()}`} sub={data.knownAt === null ? 'By assignment; each person where the assignment found them' : 'By assignment; by who was in the segments when the run began'} flush>
      <div style={{ padding: '0 20px 14px' }}>
        <Notice icon="info">{data.note}</Notice>
      </div>
      {answers.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="pinned">{dimension}</th>
              <th scope="col">Arm against arm</th>
              <th scope="col" className="num">People</th>
              <th scope="col" className="num">Difference</th>
              <th scope="col" style={{ width: '18%' }}>95% interval</th>
              <th scope="col" className="num" title="Of this comparison alone">p alone</th>
              <th scope="col" className="num" title={`Benjamini and Hochberg, over all ${data.family} comparisons of this answer`}>p corrected</th>
              <th scope="col">In words</th>
            </tr>
          </thead>
          <tbody>
            {whole.map((one) => (
              <Everybody key={`${one.arm} ${one.against}`} report={report} one={one} reach={reach} />
            ))}
            {answers.map((one) => (
              <Line key={`${one.value} ${one.arm} ${one.against}`} report={report} dimension={data.dimension} one={one} reach={reach} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** The result itself, for the eye to hold the others against. */
function Everybody({ report, one, reach }: { report: RunReport; one: Comparison; reach: number }) {
  const people = (arm: number) => count(report.arms.find((candidate) => candidate.arm === arm)?.counts.assigned ?? 0);
  const currency = report.arms.find((arm) => arm.arm === one.arm)?.kpis.find((kpi) => kpi.id === one.kpi)?.currency ?? null;
  return (
    <tr>
      <th scope="row" className="pinned">Everybody</th>
      <Pair channel={one.channel} name={armName(report, one.arm)} againstChannel={one.againstChannel} againstName={armName(report, one.against)} />
      <td className="num">
        {people(one.arm)}
        <span className="sub">{people(one.against)}</span>
      </td>
      <Figures report={report} one={one} currency={currency} reach={reach} />
      <td className="num"><NoValue reason="The result of the run; its p-values stand under the other methods" /></td>
      <td className="num"><NoValue reason="The result of the run is not corrected for these comparisons" /></td>
      <td style={{ minWidth: 220, lineHeight: 1.45 }}>{spoken(one.verdict)}</td>
    </tr>
  );
}

function Line({ report, dimension, one, reach }: { report: RunReport; dimension: string; one: SubgroupComparison; reach: number }) {
  const reason = spoken(one.verdict);
  return (
    <tr>
      <th scope="row" className="pinned" style={{ fontWeight: 550 }}>
        {valueName(dimension, one.value, one.label)}
      </th>
      <Pair channel={one.channel} name={one.armName} againstChannel={one.againstChannel} againstName={one.againstName} />
      <td className="num">
        {count(one.people)}
        <span className="sub">{count(one.againstPeople)}</span>
      </td>
      <Figures report={report} one={one} currency={one.currency} reach={reach} />
      <td className="num">{one.pValue === null ? <NoValue reason={reason} /> : probability(one.pValue)}</td>
      <td className="num">{one.adjusted === null ? <NoValue reason={reason} /> : <strong style={{ fontWeight: 600 }}>{probability(one.adjusted)}</strong>}</td>
      <td style={{ minWidth: 220, lineHeight: 1.45 }}>{reason}</td>
    </tr>
  );
}

/** Coloured only where the words claim a difference: of a part, where the correction left one. */
function Figures({ report, one, currency, reach }: { report: RunReport; one: Comparison | SubgroupComparison; currency: string | null; reach: number }) {
  const color = useChannelColor();
  const definition = report.definitions.find((candidate) => candidate.id === one.kpi);
  const told = (value: number) => difference(definition, value, currency);
  const claimed = isClear(one) && !('adjusted' in one && (one.adjusted === null || one.adjusted >= 0.05));
  return <Estimated value={one.difference} low={one.low} high={one.high} told={told} reach={reach} color={claimed ? color(one.channel) : 'var(--ink-2)'} reason={spoken(one.verdict)} />;
}
