import type { ArmReport, Comparison, Definition, Kpi, RunReport } from '../api/types';

/** One KPI across the arms of a run, drawn on one scale so that bars can be compared by eye. */
export interface Headline {
  definition: Definition;
  rows: { arm: ArmReport; kpi: Kpi }[];
  /** Chat against email first; without one, against the hold-out. Null: nothing was compared. */
  comparison: Comparison | null;
  /** The right end of the scale, in the unit of the KPI. */
  scale: number;
}

/** All KPIs of a report: what was compared first, then in the server's order. */
export function headlines(report: RunReport): Headline[] {
  const known = new Set(report.arms.flatMap((arm) => arm.kpis.map((kpi) => kpi.id)));
  return report.definitions
    .filter((definition) => known.has(definition.id))
    .map((definition) => {
      const rows = report.arms.flatMap((arm) =>
        arm.kpis
          .filter((kpi) => kpi.id === definition.id)
          .filter((kpi) => !arm.holdout || (kpi.value !== null && speaksOfHoldout(report, definition.id, arm)))
          .map((kpi) => ({ arm, kpi })),
      );
      const end = scaleOf(rows.map((row) => row.kpi.high ?? row.kpi.value ?? 0));
      return {
        definition,
        rows,
        comparison: leading(report.comparisons.filter((comparison) => comparison.kpi === definition.id)),
        scale: definition.unit === 'SHARE' ? Math.min(1, end) : end,
      };
    })
    .sort((a, b) => Number(b.comparison !== null) - Number(a.comparison !== null));
}

/** A hold-out is sent nothing: its clicks are no news. Where anything was compared, the comparisons tell which figures mean something for it. */
function speaksOfHoldout(report: RunReport, kpi: string, holdout: ArmReport): boolean {
  const ofKpi = report.comparisons.filter((comparison) => comparison.kpi === kpi);
  return ofKpi.length === 0 || ofKpi.some((comparison) => comparison.against === holdout.arm);
}

/** Beside what was compared, the figures that say how people took it. */
const ALSO = ['conversionItt', 'revenuePerAssigned', 'replyRate', 'clickRate', 'optOutRate', 'deliveryRate', 'readRate'];
const CARDS = 6;

/** The few that stand on the overview. */
export function front(report: RunReport): Headline[] {
  const all = headlines(report);
  const compared = all.filter((card) => card.comparison !== null);
  const also = ALSO.flatMap((id) => all.filter((card) => card.definition.id === id && card.comparison === null));
  return [...compared, ...also].slice(0, CARDS);
}

function leading(comparisons: Comparison[]): Comparison | null {
  return comparisons.find((comparison) => comparison.againstChannel === 'email') ?? comparisons[0] ?? null;
}

/** The next round number over the highest end: 1, 2, 2.5 or 5 times a power of ten. */
export function scaleOf(ends: number[]): number {
  const highest = Math.max(0, ...ends);
  if (highest === 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= highest * (1 - 1e-9)) ?? 10;
  return step * power;
}

interface Bounds {
  low: number | null;
  high: number | null;
}

/** Half the width of a scale with zero in the middle that holds all these intervals. */
export function reachOf(intervals: Bounds[]): number {
  return Math.max(...intervals.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]), 1e-9) * 1.05;
}

/** Whether an interval leaves zero out: only then may a difference be called one. */
export function isClear({ low, high }: Bounds): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

export function armName(report: RunReport, arm: number | string): string {
  return report.arms.find((candidate) => String(candidate.arm) === String(arm))?.name ?? String(arm);
}

/** Why a KPI has no value: the rule that the server counted by. */
export function absence(definition: Definition): string {
  return `${definition.nullRule}.`;
}

/** A verdict starts in lower case, since it may stand in a sentence; here it is one. */
export function spoken(verdict: string): string {
  const first = verdict.charAt(0).toUpperCase() + verdict.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** What must be read before the figures; what the page already says in its email banner is not said twice. */
export function remark(report: RunReport): string | null {
  const said = report.note?.replace(/^Email: reference only, not measured\.[^.]*\.\s*/, '') ?? '';
  return said === '' ? null : said;
}
