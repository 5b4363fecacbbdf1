import type { ArmReport, Comparison, Definition, Kpi, RunReport } from '../api/types';

/** One KPI across the arms of a run, drawn on one scale so that bars can be compared by eye. */
export interface Headline {
  definition: Definition;
  rows: { arm: ArmReport; kpi: Kpi }[];
  /** Chat against email first; without one, against the hold-out. Null: nothing was compared. */
  comparison: Comparison | null;
  /** The right end of the scale, 0..1. */
  scale: number;
}

export function headlines(report: RunReport): Headline[] {
  const known = new Set(report.arms.flatMap((arm) => arm.kpis.map((kpi) => kpi.id)));
  return report.definitions
    .filter((definition) => known.has(definition.id))
    .map((definition) => {
      const rows = report.arms.flatMap((arm) => {
        const kpi = arm.kpis.find((candidate) => candidate.id === definition.id);
        // A hold-out is sent nothing: it has a line only where its share means something.
        return kpi && !(arm.holdout && kpi.value === null) ? [{ arm, kpi }] : [];
      });
      return {
        definition,
        rows,
        comparison: leading(report.comparisons.filter((comparison) => comparison.kpi === definition.id)),
        scale: scaleOf(rows.map((row) => row.kpi.high ?? row.kpi.value ?? 0)),
      };
    })
    .sort((a, b) => rank(a) - rank(b));
}

/** What was compared comes first, conversion before all: it is the one that asks nothing of a receipt. */
function rank(headline: Headline): number {
  const compared = headline.comparison ? 0 : 10;
  return compared + (/conversion/i.test(headline.definition.id) ? 0 : 1);
}

function leading(comparisons: Comparison[]): Comparison | null {
  return comparisons.find((comparison) => comparison.againstChannel === 'email') ?? comparisons[0] ?? null;
}

/** The next round number over the highest end: 1, 2, 2.5 or 5 times a power of ten, at most 1. */
export function scaleOf(ends: number[]): number {
  const highest = Math.max(0, ...ends);
  if (highest === 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= highest * 1.0001) ?? 10;
  return Math.min(1, step * power);
}

/** Whether an interval leaves zero out: only then may a difference be called one. */
export function isClear(comparison: Comparison): boolean {
  const { low, high } = comparison;
  return low !== null && high !== null && (low > 0 || high < 0);
}

export function armName(report: RunReport, arm: number | string): string {
  return report.arms.find((candidate) => String(candidate.arm) === String(arm))?.name ?? String(arm);
}

/** Why a KPI has no value, in words. */
export function absence(definition: Definition, kpi: Kpi): string {
  return kpi.denominator === 0
    ? `No value: the denominator (${definition.denominator}) is 0. ${definition.nullRule}.`
    : `No value: ${definition.nullRule}.`;
}
