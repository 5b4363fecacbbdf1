import { NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as queries from '../api/queries';
import { count, points, share } from '../format/numbers';
import { FilterBar, useFilters } from '../parts/filters';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, CardSkeleton, Notice, Page, ProblemNotice } from '../parts/layout';
import { may } from '../report/access';

export default function Planner() {
  return may(useMember(), 'readReports') ? <Plan /> : <Forbidden title="Planner" />;
}

const NAMES = ['baseline', 'difference', 'people', 'treated', 'control', 'other', 'power'] as const;
const USUAL = { baseline: '2', difference: '0.5', people: '', treated: '45', control: '45', other: '10', power: '0.8' };

function Plan() {
  const [given, change] = useFilters(NAMES);
  const value = (name: (typeof NAMES)[number]) => (given[name] === '' ? USUAL[name] : given[name]);
  const number = (name: (typeof NAMES)[number]) => (value(name) === '' ? null : Number(value(name)));
  const percent = (name: 'baseline' | 'difference') => {
    const told = number(name);
    return told === null ? null : told / 100;
  };
  const baseline = percent('baseline');
  const difference = percent('difference');
  const people = number('people');
  const { data, error } = useQuery({
    ...queries.experimentPlan({ baseline, difference, people, treatedWeight: number('treated'), controlWeight: number('control'), otherWeight: number('other'), power: number('power') }),
    retry: false,
  });
  const field = (name: (typeof NAMES)[number], label: string, more: { description?: string; suffix?: string; step?: number; min?: number; max?: number }) => (
    <NumberInput label={label} size="sm" w={190} value={value(name) === '' ? '' : Number(value(name))} onChange={(wanted) => change({ [name]: String(wanted) })} {...more} />
  );
  return (
    <Page title="Planner" lead="How many people a fair comparison takes, before anything is sent">
      <Card title="The question" sub="Two arms drawn by chance from one audience, compared by a share of the people assigned, two-sided at 5%">
        <FilterBar>
          {field('baseline', 'Share in the other arm', { suffix: ' %', step: 0.5, min: 0.01, max: 99 })}
          {field('difference', 'Difference to see', { suffix: ' points', step: 0.1 })}
          {field('people', 'People that there are', { step: 1000, min: 4 })}
          {field('treated', 'Weight of the arm', { min: 1, step: 5 })}
          {field('control', 'Weight of the other', { min: 1, step: 5 })}
          {field('other', 'Weight of the rest', { min: 0, step: 5 })}
          <Select label="Chance to see it" size="sm" w={130} allowDeselect={false} data={['0.8', '0.9', '0.95'].map((power) => ({ value: power, label: share(Number(power)) }))} value={value('power')} onChange={(power) => power && change({ power })} />
        </FilterBar>
      </Card>
      {error && <ProblemNotice failure={error} />}
      {!data && !error && <CardSkeleton height={120} />}
      {data && !error && (
        <div className="grid-3">
          <Answer name="People needed in all" value={data.audience === null ? null : count(data.audience)} sub={data.perArm === null ? 'Say which difference you want to see' : `${count(data.perArm)} in each of two equal arms`} />
          <Answer name="Chance to see this difference" value={data.power === null ? null : share(data.power)} sub={people === null ? 'Say how many people there are' : `with ${count(people)} people`} />
          <Answer name="Smallest difference in sight" value={data.detectable === null ? null : `${points(data.detectable)} points`} sub={people === null ? 'Say how many people there are' : `with ${count(people)} people`} />
        </div>
      )}
      <Notice icon="info">
        One comparison. With several arms against one, each p-value is raised (Holm), so plan for more; and decide before the start which figure counts and when you look.
      </Notice>
    </Page>
  );
}

function Answer({ name, value, sub }: { name: string; value: string | null; sub: string }) {
  return (
    <section className="card headline" aria-label={name}>
      <div style={{ color: 'var(--ink-2)', fontSize: '0.8125rem' }}>{name}</div>
      <div className="headline-value tabular" style={{ margin: '8px 0 4px' }}>
        {value ?? '—'}
      </div>
      <div className="sub">{sub}</div>
    </section>
  );
}
