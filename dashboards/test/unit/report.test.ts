import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Overview, Run, RunReport } from '../../src/api/types';
import { equation, secondsLeft } from '../../src/report/balance';
import { funnel } from '../../src/report/funnel';
import { absence, armName, headlines, isClear, scaleOf } from '../../src/report/headline';

const fixture = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as T;

const measured = fixture<RunReport>('report-42');
const cancelled = fixture<RunReport>('report-40');

describe('headlines', () => {
  it('put conversion first, then what was compared, then the rest', () => {
    expect(headlines(measured).map((card) => card.definition.id)).toEqual([
      'conversionItt', 'clickRate', 'replyRate', 'optOutRate', 'deliveryRate', 'readRate',
    ]);
  });

  it('lead with the comparison against email, not with the one against the hold-out', () => {
    const conversion = headlines(measured)[0];
    expect(conversion?.comparison?.againstChannel).toBe('email');
    expect(conversion?.comparison && isClear(conversion.comparison)).toBe(true);
  });

  it('show the hold-out only where its share means something', () => {
    const arms = (id: string) => headlines(measured).find((card) => card.definition.id === id)?.rows.map((row) => row.arm.name);
    expect(arms('conversionItt')).toContain('Hold-out');
    expect(arms('clickRate')).not.toContain('Hold-out');
  });

  it('draw every interval inside the scale', () => {
    for (const card of headlines(measured)) {
      for (const { kpi } of card.rows) {
        expect(kpi.high ?? 0).toBeLessThanOrEqual(card.scale);
      }
    }
  });

  it('keep a missing value missing, with its reason', () => {
    const delivery = headlines(cancelled).find((card) => card.definition.id === 'deliveryRate');
    const row = delivery?.rows[0];
    expect(row?.kpi.value).toBeNull();
    expect(delivery && row && absence(delivery.definition, row.kpi)).toBe('No value: the denominator (sent) is 0. Nothing sent gives no value.');
  });

  it('call an interval that holds zero no difference', () => {
    const optOut = measured.comparisons.find((one) => one.kpi === 'optOutRate');
    expect(optOut && isClear(optOut)).toBe(false);
  });
});

it.each([
  [[0.0428], 0.05],
  [[0.0209, 0.01], 0.025],
  [[0.1847], 0.2],
  [[0.99], 1],
  [[1], 1],
  [[0], 1],
  [[], 1],
])('the scale over %j ends at %d', (ends, expected) => {
  expect(scaleOf(ends)).toBeCloseTo(expected, 12);
});

it('finds an arm by its number, and shows what it cannot find', () => {
  expect(armName(measured, 2)).toBe('Email newsletter');
  expect(armName(measured, 9)).toBe('9');
});

describe('the balance sheet', () => {
  it.each([39, 40, 41, 42, 43])('of run %d closes', (id) => {
    const sheet = equation(fixture<Run>(`run-${id}`).balance);
    expect(sheet.closes).toBe(true);
    expect(sheet.sum).toBe(sheet.targeted);
    for (const term of sheet.terms.filter((one) => one.reasons.length > 0)) {
      expect(term.reasons.reduce((sum, reason) => sum + reason.count, 0)).toBe(term.count);
    }
  });

  it('does not take the server’s word for it', () => {
    const balance = { ...fixture<Run>('run-42').balance, sent: 1, closes: true };
    expect(equation(balance).closes).toBe(false);
  });
});

describe('time left', () => {
  it('is told while something moves', () => {
    expect(secondsLeft({ done: 400, total: 1000, perSecond: 200 })).toBe(3);
  });

  it('is unknown when nothing moves or nothing is left', () => {
    expect(secondsLeft({ done: 400, total: 1000, perSecond: 0 })).toBeNull();
    expect(secondsLeft({ done: 1000, total: 1000, perSecond: 200 })).toBeNull();
  });
});

it('compares channels by what each one sent, and has no share of nothing', () => {
  const { channels } = fixture<Overview>('overview');
  const [viber] = funnel(channels);
  expect(viber?.steps.map((step) => step.people)).toEqual([9467, 9050, 7392, 1601, 612, 421]);
  expect(viber?.steps[1]?.shareOfSent).toBeCloseTo(9050 / 9467, 12);
  const [idle] = funnel(channels.map((totals) => ({ ...totals, sent: 0 })));
  expect(idle?.steps.every((step) => step.shareOfSent === null)).toBe(true);
});
