import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Overview, Run, RunReport } from '../../src/api/types';
import { equation, secondsLeft } from '../../src/report/balance';
import { funnel } from '../../src/report/funnel';
import { difference, figure, interval, parts } from '../../src/report/figures';
import { isOfEmailAlone, ownFigures, published, referenceColumns, referenceRows, sentArms } from '../../src/report/reference';
import { absence, armName, front, headlines, isClear, remark, reachOf, scaleOf, spoken } from '../../src/report/headline';

const fixture = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as T;

const measured = fixture<RunReport>('report-42');
const cancelled = fixture<RunReport>('report-40');
const alone = fixture<RunReport>('report-43');

describe('headlines', () => {
  it('put what was compared first, and keep the server’s order among the rest', () => {
    expect(headlines(measured).slice(0, 5).map((card) => card.definition.id)).toEqual([
      'conversionItt', 'clickItt', 'revenuePerAssigned', 'deliveryRate', 'readRate',
    ]);
    const notOfAnArm = ['linkRate', 'linkRateRaw', 'buttonRate', 'conversionReached', 'revenueReached'];
    expect(headlines(measured)).toHaveLength(measured.definitions.filter((definition) => !notOfAnArm.includes(definition.id)).length);
  });

  it('on the overview are six: what was compared, and how people took it', () => {
    expect(front(measured).map((card) => card.definition.id)).toEqual([
      'conversionItt', 'clickItt', 'revenuePerAssigned', 'replyRate', 'clickRate', 'optOutRate',
    ]);
    expect(front(cancelled)[0]?.definition.id).toBe('conversionItt');
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
    expect(arms('clickItt')).not.toContain('Hold-out');
    expect(arms('readRate')).toEqual(['Viber carousel', 'Email newsletter']);
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
    expect(delivery && absence(delivery.definition)).toBe('No value where nothing was sent.');
  });

  it('call an interval that holds zero no difference', () => {
    const conversion = measured.comparisons[0];
    expect(conversion && isClear({ ...conversion, low: -0.001, high: 0.002 })).toBe(false);
    expect(conversion && isClear({ ...conversion, low: null, high: null })).toBe(false);
  });
});

it.each([
  [[0.0428], 0.05],
  [[0.0209, 0.01], 0.025],
  [[0.1847], 0.2],
  [[0.99], 1],
  [[1], 1],
  [[133.1, 60.1], 200],
  [[0], 1],
  [[], 1],
])('the scale over %j ends at %d', (ends, expected) => {
  expect(scaleOf(ends)).toBeCloseTo(expected, 12);
});

it('finds an arm by its number, and shows what it cannot find', () => {
  expect(armName(measured, 2)).toBe('Email newsletter');
  expect(armName(measured, 9)).toBe('9');
});

it('says a verdict as a sentence', () => {
  expect(spoken('not enough data')).toBe('Not enough data.');
  expect(spoken('Viber is better!')).toBe('Viber is better!');
});

it('remarks what must be read first, but does not repeat the email banner', () => {
  expect(remark(measured)).toBe('Preliminary: orders count until 2026-11-26.');
  expect(remark(cancelled)).toBeNull();
  expect(remark({ ...cancelled, note: `${cancelled.note} Preliminary: orders count until 2026-11-26.` })).toBe('Preliminary: orders count until 2026-11-26.');
});

describe('a figure', () => {
  const of = (id: string, arm = 0) => {
    const definition = measured.definitions.find((one) => one.id === id);
    const kpi = measured.arms[arm]?.kpis.find((one) => one.id === id);
    if (!definition || !kpi) {
      throw new Error(`The fixture has no ${id}`);
    }
    return { definition, kpi };
  };

  it('is shown in its own unit', () => {
    const shown = (id: string) => figure(of(id).definition, of(id).kpi, 'en-GB');
    expect(shown('conversionItt')).toBe('3.90%');
    expect(shown('revenuePerAssigned')).toBe('£1.331');
    expect(shown('roi')).toBe('2,712%');
  });

  it('has an interval only where it is a share', () => {
    expect(interval(of('conversionItt').definition, of('conversionItt').kpi, 'en')).toBe('3.55% – 4.28%');
    expect(interval(of('revenuePerAssigned').definition, of('revenuePerAssigned').kpi, 'en')).toBeNull();
  });

  it('tells what stands behind it', () => {
    expect(parts(of('conversionItt').definition, of('conversionItt').kpi, 'en-GB')).toBe('421 of 10,800');
    expect(parts(of('revenuePerAssigned').definition, of('revenuePerAssigned').kpi, 'en-GB')).toBe('£14,374.15 of 10,800');
    expect(parts(of('roi').definition, of('roi').kpi, 'en-GB')).toBe('£5,545.17 of £204.49');
  });

  it('has no value for reading of email, which has an open rate instead', () => {
    expect(of('readRate', 1).kpi.value).toBeNull();
    expect(figure(of('readRate', 1).definition, of('readRate', 1).kpi, 'en')).toBe('—');
  });

  it('differs in points, or in money per person', () => {
    expect(difference(of('conversionItt').definition, 0.0208, null, 'en')).toBe('+2.08');
    expect(difference(of('revenuePerAssigned').definition, 73.12, 'GBP', 'en-GB')).toBe('+£0.731');
    expect(difference(of('revenuePerAssigned').definition, -73.12, 'GBP', 'en-GB')).toBe('-£0.731');
  });
});

it('draws intervals of one figure on one scale, zero in the middle', () => {
  expect(reachOf([{ low: -0.02, high: 0.01 }, { low: null, high: null }])).toBeCloseTo(0.021);
  expect(reachOf([])).toBeGreaterThan(0);
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
  const email = funnel(channels).find((line) => line.channel === 'email');
  expect(email?.steps.find((step) => step.step === 'read')?.people).toBe(channels.find((totals) => totals.channel === 'email')?.read);
  expect(funnel([...channels, ...channels])).toHaveLength(channels.length);
});

describe('reference lines', () => {
  it('are there only where no email arm was measured', () => {
    expect(measured.referenceLines).toEqual([]);
    expect(referenceColumns(measured)).toEqual([]);
    expect(alone.emailMeasured).toBe(false);
    expect(referenceColumns(alone).map((column) => column.definition.id)).toEqual([
      'openRateRaw', 'clickRateRaw', 'clickToOpen', 'optOutRate', 'conversionAttributed', 'revenuePerDelivered',
    ]);
  });

  it('leave chat out of what only email has', () => {
    const arm = sentArms(alone)[0]!;
    for (const { definition } of referenceColumns(alone)) {
      const own = ownFigures(arm, definition);
      expect(own.length === 0).toBe(isOfEmailAlone(definition));
      expect(own.every((one) => one.value !== null)).toBe(true);
    }
    expect(sentArms(alone).some((sent) => sent.holdout)).toBe(false);
  });

  it('are drawn inside the scale that they share with the run, without an interval', () => {
    for (const { definition, scale } of referenceColumns(alone)) {
      const told = alone.referenceLines.flatMap((line) => published(line, definition));
      expect(told.length).toBeGreaterThan(0);
      expect(told.every((one) => one.value <= scale && one.low === null && one.high === null)).toBe(true);
      expect(sentArms(alone).flatMap((arm) => ownFigures(arm, definition)).every((one) => (one.high ?? one.value) <= scale)).toBe(true);
    }
  });

  it('carry their label, source and year into the file', () => {
    const [head, ...rows] = referenceRows(alone);
    expect(head?.slice(0, 4)).toEqual(['label', 'source', 'year', 'whose']);
    expect(rows).toHaveLength(alone.referenceLines.flatMap((line) => line.figures).length);
    expect(rows).toContainEqual([
      'Vendor average, not your data', 'Mailchimp benchmarks', 2019, 'E-commerce', 'clickRateRaw', 'Click rate, with machines', 0.0201, null,
      'Before mail programs opened mails by themselves', 'https://mailchimp.com/resources/email-marketing-benchmarks/',
    ]);
  });
});
