// Answers to what analysts ask, made up by rule instead of kept as files: enough lines that pages look as they do with real ones.

const wilson = (count, of) => {
  if (of === 0) return { count, of, value: null, low: null, high: null };
  const z = 1.959964;
  const p = count / of;
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { count, of, value: p, low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
};
const kpi = (id, count, of) => {
  const { value, low, high } = wilson(count, of);
  return { id, currency: null, numerator: count, denominator: of, value, low, high };
};

const VALUES = {
  channel: [['viber', 10800], ['email', 10812], ['', 2388]],
  arm: [['1', 10800, 'Viber carousel'], ['2', 10812, 'Email newsletter'], ['3', 2388, 'Hold-out']],
  variant: [['11', 10800, 'Carousel'], ['12', 10812, 'Newsletter'], ['', 2388]],
  language: [['en', 15000], ['de', 6500], ['fr', 2400], ['', 100]],
  country: [['GB', 14000], ['DE', 6000], ['FR', 2500], ['IE', 1400], ['', 100]],
  segment: [['1', 8000, 'Buyers of last year'], ['2', 3000, 'Friends of tea']],
  hour: [['09', 4000], ['10', 8000], ['11', 9612], ['', 2388]],
  weekday: [['1', 12000], ['2', 9612], ['', 2388]],
  day: [['2026-11-16', 12000], ['2026-11-17', 9612], ['', 2388]],
};

/** Runs side by side: the arms of each report together but the hold-out. @param reports of the runs, the latest first */
export const runTotals = (reports) => ({
  simulated: true,
  definitions: reports[0].definitions,
  items: reports.map((report) => {
    const arms = report.arms.filter((arm) => !arm.holdout);
    const sum = (told) => arms.reduce((total, arm) => total + told(arm), 0);
    const counts = Object.fromEntries(['assigned', 'sent', 'delivered', 'read', 'clicked', 'replied', 'optedOut', 'ordered'].map((name) => [name, sum((arm) => arm.counts[name])]));
    const all = arms.flatMap((arm) => arm.kpis);
    const kpis = [...new Set(all.map((one) => one.id))].map((id) => {
      const told = all.filter((one) => one.id === id);
      const over = told.reduce((total, one) => total + one.numerator, 0);
      const under = told.reduce((total, one) => total + one.denominator, 0);
      return told[0].currency === null ? kpi(id, over, under) : { ...told[0], numerator: over, denominator: under, value: under === 0 ? null : over / under };
    });
    const currency = arms[0]?.money[0]?.currency;
    const minor = (name) => sum((arm) => arm.money[0]?.[name] ?? 0);
    const money = currency === undefined ? [] : [{ ...arms[0].money[0], grossMinor: minor('grossMinor'), refundsMinor: minor('refundsMinor'), netMinor: minor('netMinor'), costMinor: minor('costMinor') }];
    return { run: report.run, counts, kpis, money };
  }),
  next: null,
  readVsOpenNote: reports[0].readVsOpenNote,
});

/** @param run @param dimension as in the address @param zone asked for, or null */
export function breakdown(run, dimension, zone) {
  const shown = dimension === 'link' || dimension === 'button';
  const rows = shown
    ? [['1', 'Open the box'], ['2', 'Terms']].map(([value, label], index) => ({
        value,
        label,
        url: dimension === 'link' ? `https://shop.example/${index === 0 ? 'tasting-box' : 'terms'}` : null,
        counts: { assigned: null, sent: null, delivered: 10406, read: null, clicked: dimension === 'link' ? 1800 - index * 1600 : null, replied: dimension === 'button' ? 900 - index * 700 : null, optedOut: null, ordered: null },
        kpis: [kpi(dimension === 'link' ? 'linkRate' : 'buttonRate', 1800 - index * 1600, 10406)],
        money: [],
      }))
    : (VALUES[dimension] ?? []).map(([value, people, label]) => {
        const delivered = value === '' || value === '3' ? 0 : Math.round(people * 0.93);
        const ordered = Math.round(delivered * 0.039);
        return {
          value,
          label: label ?? null,
          url: null,
          counts: { assigned: people, sent: delivered, delivered, read: Math.round(delivered * 0.7), clicked: Math.round(delivered * 0.12), replied: Math.round(delivered * 0.05), optedOut: Math.round(delivered * 0.004), ordered },
          kpis: [kpi('deliveryRate', delivered, delivered), kpi('clickRate', Math.round(delivered * 0.12), delivered), kpi('conversionItt', ordered + Math.round(people * 0.002), people)],
          money: [{ currency: 'GBP', grossMinor: ordered * 3150, refundsMinor: -ordered * 120, netMinor: ordered * 3030, costMinor: delivered, profitMinor: null, roi: null, revenueRoi: null, revenuePerAssigned: null }],
        };
      });
  return {
    run,
    dimension,
    zone: ['hour', 'weekday', 'day'].includes(dimension) ? (zone ?? 'UTC') : null,
    evaluatedAt: dimension === 'segment' ? '2026-11-20T10:00:00Z' : null,
    addsUp: !shown && dimension !== 'segment',
    truncated: false,
    rows,
    readVsOpenNote: 'Chat read and email open are measured differently; compare clicks, replies, orders and revenue per assigned person.',
  };
}

export function evidence(report) {
  return {
    run: report.run.id,
    shown: true,
    note: "The report's own interval is the one to quote; these should not contradict it.",
    answers: report.comparisons.map((one) => {
      const money = one.kpi === 'revenuePerAssigned';
      return {
        kpi: one.kpi,
        arm: one.arm,
        against: one.against,
        pValue: 0.00021,
        holm: 0.00042,
        falseDiscovery: one.kpi === 'conversionItt' ? null : 0.0012,
        anytimePValue: money ? null : 0.013,
        chanceToBeat: money ? null : 0.9987,
        resampledLow: money ? one.low : null,
        resampledHigh: money ? one.high : null,
        cappedAtMinor: money ? 25000 : null,
        capped: money ? one.difference : null,
        cappedLow: money ? one.low : null,
        cappedHigh: money ? one.high : null,
      };
    }),
  };
}

const WITHIN = {
  country: [['GB', 0.58], ['DE', 0.25], ['FR', 0.1], ['IE', 0.06], ['', 0.004]],
  language: [['en', 0.63], ['de', 0.27], ['fr', 0.1], ['', 0.004]],
};

/** The comparisons of a report within each value: the fewer its people, the wider the interval; too few have none. */
export function subgroups(report, dimension, segments) {
  const named = { 1: 'Buyers of last year', 2: 'Friends of tea' };
  const values = dimension === 'segment' ? segments.split(',').map((id) => [id, 0.3 / Number(id)]) : WITHIN[dimension];
  const arm = (number) => report.arms.find((one) => one.arm === number);
  const answers = values.flatMap(([value, part], index) =>
    report.comparisons.map((one) => {
      const people = Math.round(arm(one.arm).counts.assigned * part);
      const againstPeople = Math.round(arm(one.against).counts.assigned * part);
      const known = Math.min(people, againstPeople) >= 100;
      const half = (one.high - one.low) / 2 / Math.sqrt(part);
      const difference = one.difference / (index + 1);
      const clear = difference - half > 0;
      return {
        value,
        label: named[value] ?? null,
        kpi: one.kpi,
        arm: one.arm,
        armName: arm(one.arm).name,
        channel: one.channel,
        against: one.against,
        againstName: arm(one.against).name,
        againstChannel: one.againstChannel,
        people,
        againstPeople,
        currency: one.kpi === 'revenuePerAssigned' ? 'GBP' : null,
        difference: known ? difference : null,
        low: known ? difference - half : null,
        high: known ? difference + half : null,
        pValue: known ? (clear ? 0.00004 : 0.12) : null,
        adjusted: known ? (clear ? 0.0006 : 0.18) : null,
        verdict: !known ? 'not enough data: a comparison takes 100 people in each arm' : clear ? one.verdict : 'no difference seen',
      };
    }),
  );
  const family = answers.filter((one) => one.pValue !== null).length;
  return {
    run: report.run.id,
    source: 'sandbox',
    dimension,
    shown: true,
    knownAt: dimension === 'segment' ? report.run.startedAt : null,
    fewest: 100,
    family,
    whole: report.comparisons,
    answers,
    note: `Exploratory: the result of this run is the comparison over everybody. ${family} comparisons were corrected together (Benjamini and Hochberg, q = 0.05).`,
  };
}

/** Against the hold-out only, at nine of ten delivered. */
export function reached(report) {
  const arm = (number) => report.arms.find((one) => one.arm === number);
  return {
    run: report.run.id,
    source: 'sandbox',
    shown: true,
    note: 'Effect on those reached (CACE): the effect by assignment over the difference of the shares to whom a message was delivered.',
    effects: report.comparisons
      .filter((one) => one.kpi !== 'clickItt')
      .map((one) => {
        const heldOut = arm(one.against).holdout;
        return {
          kpi: one.kpi === 'conversionItt' ? 'conversionReached' : 'revenueReached',
          of: one.kpi,
          arm: one.arm,
          armName: arm(one.arm).name,
          channel: one.channel,
          against: one.against,
          againstName: arm(one.against).name,
          againstChannel: one.againstChannel,
          currency: one.kpi === 'revenuePerAssigned' ? 'GBP' : null,
          delivered: 0.9,
          againstDelivered: heldOut ? 0 : 0.95,
          assigned: one.difference,
          effect: heldOut ? one.difference / 0.9 : null,
          low: heldOut ? one.low / 0.9 : null,
          high: heldOut ? one.high / 0.9 : null,
          verdict: heldOut ? `${arm(one.arm).name} brought more per person that it reached` : `no such effect: ${arm(one.against).name} was delivered something else`,
        };
      }),
  };
}

const STEPS = [['sentToDelivered', 2400, 31000], ['deliveredToRead', 64000, 7200000], ['deliveredToClicked', 410000, 26000000], ['deliveredToReplied', 95000, 9100000], ['clickedToOrdered', 1300000, 90000000], ['repliedToOrdered', 4100000, 180000000]];

export const funnelTimes = (report) => ({
  run: report.run.id,
  definition: 'From the first event of one kind to the first of the other, of people who have both; machines are left out.',
  arms: report.arms.map((arm) => ({
    arm: arm.arm,
    name: arm.name,
    channel: arm.channel,
    steps: STEPS.map(([step, median, tail], index) => {
      const people = arm.holdout ? 0 : Math.round(10000 / (index + 1) ** 2);
      return { step, people, medianMillis: people ? median : null, p90Millis: people ? tail : null, withinHour: Math.round(people * 0.8), shareWithinHour: people ? 0.8 : null, reversed: 0 };
    }),
  })),
});

export const replyToOrder = (report) => ({
  run: report.run.id,
  from: '2026-11-16T09:00:00Z',
  until: '2026-11-23T09:00:00Z',
  note: 'Association, not cause: people chose themselves whether to answer, and an order may have come before the answer.',
  arms: report.arms
    .filter((arm) => !arm.holdout)
    .map((arm) => ({
      arm: arm.arm,
      name: arm.name,
      channel: arm.channel,
      groups: [['wrote', 310, 62], ['tapped', 520, 71], ['clicked', 900, 88], ['neither', 8600, 120]].map(([answer, people, ordered]) => ({
        answer,
        people,
        ordered: wilson(ordered, people),
        revenue: [{ currency: 'GBP', netMinor: ordered * 3030 }],
      })),
    })),
});

/** One run of the world gives codes, and they went round. */
export const promoCodes = (run) => ({
  run,
  shared: run === 42,
  arms:
    run === 42
      ? [{ arm: 1, name: 'Viber carousel', offerId: 3, offer: 'Ten off in November', issued: 5400, sent: 5312, redeemed: 418, uses: 431, byRecipients: 310, byOthers: 96, byUnknown: 25, beyondLimit: 13, outsideValidity: 2 }]
      : [],
});

export const recipients = (query) => ({
  total: query.get('after') === null ? (query.get('did') === 'ordered' ? 421 : 1204) : null,
  items: Array.from({ length: 12 }, (_, index) => ({
    ordinal: index * 7 + 1,
    contactId: 5000 + index,
    externalId: index === 3 ? null : `C-${10400 + index * 13}`,
    arm: 1,
    channel: 'viber',
    country: index % 3 === 0 ? 'DE' : 'GB',
    language: index % 3 === 0 ? 'de' : 'en',
    state: query.get('state') ?? 'sent',
    reason: query.get('reason'),
  })),
  next: '84',
});

const simulated = (query) => query.get('simulated') !== 'false';

export const cohorts = (query) => ({
  simulated: simulated(query),
  by: query.get('by') ?? 'month',
  zone: query.get('zone') ?? 'UTC',
  from: '2025-10-22T00:00:00Z',
  until: '2026-11-22T00:00:00Z',
  cohorts: (query.get('by') === 'channel' ? ['email', 'viber', 'whatsapp'] : ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']).map((cohort, index, all) => ({
    cohort,
    people: 4200 - index * 310,
    months: Array.from({ length: all.length - index }, (_, since) => ({
      monthsSince: since,
      writtenTo: Math.round((4200 - index * 310) / (1 + since * 0.4)),
      engaged: Math.round(900 / (1 + since)) + index * 20,
      ordered: Math.round(240 / (1 + since * 0.7)),
      optedOut: Math.round(40 / (1 + since)),
      revenue: [{ currency: 'GBP', netMinor: Math.round(740000 / (1 + since)) }],
    })),
  })),
});

export const fatigue = (query) => ({
  simulated: simulated(query),
  days: Number(query.get('days') ?? 30),
  from: '2025-10-22T00:00:00Z',
  until: '2026-11-22T00:00:00Z',
  note: 'Opt-outs are those credited to the message; a complaint is one of them.',
  lines: Array.from({ length: 10 }, (_, index) => {
    const messages = Math.round(20000 / (index + 1) ** 1.7);
    return { number: index + 1, orMore: index === 9, messages, people: messages, clicked: wilson(Math.round(messages * (0.13 - index * 0.008)), messages), replied: wilson(Math.round(messages * (0.06 - index * 0.004)), messages), optedOut: wilson(Math.round(messages * (0.002 + index * 0.0015)), messages) };
  }),
});

export const heatMap = (query) => ({
  simulated: simulated(query),
  zone: query.get('zone') ?? 'UTC',
  run: query.get('run') === null ? null : Number(query.get('run')),
  from: null,
  until: null,
  cells: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    Array.from({ length: 15 }, (_, index) => {
      const hour = index + 7;
      const delivered = 40 + ((weekday * 31 + hour * 17) % 400);
      const part = (most) => Math.round(delivered * most * Math.exp(-((hour - 18) ** 2) / 30));
      return { weekday, hour, delivered, clicked: wilson(part(0.2), delivered), replied: wilson(part(0.08), delivered), ordered: wilson(part(0.04), delivered) };
    }),
  ),
});

export const channelOverlap = (query) => ({
  simulated: simulated(query),
  from: '2025-10-22T00:00:00Z',
  until: '2026-11-22T00:00:00Z',
  reachable: { people: 5000, combinations: [[['email', 'sms', 'viber'], 1900], [['email', 'sms'], 1500], [['email'], 800], [['viber', 'whatsapp'], 400], [[], 250]].map(([channels, people]) => ({ channels, people })), otherCombinations: 7, otherPeople: 150 },
  answered: { people: 1320, combinations: [[['viber'], 700], [['email'], 410], [['email', 'viber'], 210]].map(([channels, people]) => ({ channels, people })), otherCombinations: 0, otherPeople: 0 },
});

const amounts = (orders, net) => ({ orders: `${orders.toFixed(6)}`, grossMinor: net + 1200, refundsMinor: -1200, netMinor: net });

export const attribution = () => ({
  from: null,
  until: null,
  booked: 'last-touch',
  waiting: 0,
  models: [['last-touch', 'Last touch'], ['first-touch', 'First touch'], ['linear', 'Linear'], ['position', 'Position'], ['time-decay', 'Time decay']].map(([id, name]) => ({ id, name, description: `What ${name.toLowerCase()} gives to each message before an order.` })),
  lines: ['last-touch', 'first-touch', 'linear', 'position', 'time-decay'].flatMap((model, index) => [
    { model, run: 42, campaign: 'Autumn tasting box', arm: 1, armName: 'Viber carousel', sandbox: true, currency: 'GBP', amounts: amounts(300 - index * 7.25, 1000000 - index * 20000) },
    { model, run: 42, campaign: 'Autumn tasting box', arm: 2, armName: 'Email newsletter', sandbox: true, currency: 'GBP', amounts: amounts(121 + index * 7.25, 400000 + index * 20000) },
  ]),
  unmatched: [{ reason: 'no_touch', currency: 'GBP', amounts: amounts(980, 2900000) }],
  totals: ['last-touch', 'first-touch', 'linear', 'position', 'time-decay'].map((model) => ({ model, currency: 'GBP', credited: amounts(421, 1400000), unmatched: amounts(980, 2900000), all: amounts(1401, 4300000) })),
});

export const experimentPlan = (query) => ({
  perArm: query.get('difference') ? 13786 : null,
  audience: query.get('difference') ? 30636 : null,
  power: query.get('people') ? 0.412 : null,
  detectable: query.get('people') ? 0.0074 : null,
});

export const rateCards = () => ({
  items: [
    { channel: 'viber', country: null, category: 'marketing', billedOn: 'delivered', price: '0.012', currency: 'EUR', vendor: 'Rakuten Viber', effectiveFrom: '2026-01-01' },
    { channel: 'viber', country: null, category: 'marketing', billedOn: 'delivered', price: '0.014', currency: 'EUR', vendor: 'Rakuten Viber', effectiveFrom: '2026-07-01' },
    { channel: 'whatsapp', country: 'DE', category: 'marketing', billedOn: 'delivered', price: '0.1131', currency: 'EUR', vendor: 'Meta', effectiveFrom: '2026-07-01' },
    { channel: 'email', country: null, category: 'marketing', billedOn: 'sent', price: '0.0009', currency: 'EUR', vendor: 'Mail house', effectiveFrom: '2099-01-01' },
  ],
  next: null,
});

export const segments = () => ({ items: [{ id: 1, name: 'Buyers of last year' }, { id: 2, name: 'Friends of tea' }], next: null });
