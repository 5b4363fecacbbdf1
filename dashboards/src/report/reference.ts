import type { ArmReport, Definition, ReferenceLine, RunReport } from '../api/types';
import { scaleOf } from './headline';

/** One figure that is published about email, on the scale of all its values: the run's own and those of the vendors. */
export interface ReferenceColumn {
  definition: Definition;
  scale: number;
}

export interface ReferenceFigure {
  value: number;
  low: number | null;
  high: number | null;
  currency: string | null;
}

/** Opens of email and readings of chat are measured differently, so an arm without email has neither beside those of vendors. */
const OF_EMAIL_ALONE = ['openRateRaw', 'clickToOpen'];

export const OTHERWISE_MEASURED = 'Chat read and email open are measured differently';

export function isOfEmailAlone(definition: Definition): boolean {
  return OF_EMAIL_ALONE.includes(definition.id);
}

/** What is published, in the order of the catalogue. */
export function referenceColumns(report: RunReport): ReferenceColumn[] {
  return report.definitions.flatMap((definition) => {
    const told = report.referenceLines.flatMap((line) => published(line, definition));
    const own = sentArms(report).flatMap((arm) => ownFigures(arm, definition));
    return told.length === 0 ? [] : [{ definition, scale: scaleOf([...told, ...own].map((one) => one.high ?? one.value)) }];
  });
}

/** The arms that something was sent to. */
export function sentArms(report: RunReport): ArmReport[] {
  return report.arms.filter((arm) => !arm.holdout && arm.counts.sent > 0);
}

/** What an arm has to show beside the published figure: money once a currency. */
export function ownFigures(arm: ArmReport, definition: Definition): ReferenceFigure[] {
  return isOfEmailAlone(definition)
    ? []
    : arm.kpis.flatMap(({ id, value, low, high, currency }) => (id === definition.id && value !== null ? [{ value, low, high, currency }] : []));
}

/** What a line says of a figure, if anything; a vendor tells no interval. */
export function published(line: ReferenceLine, definition: Definition): ReferenceFigure[] {
  return line.figures.filter((figure) => figure.kpi === definition.id).map(({ value, currency }) => ({ value, low: null, high: null, currency }));
}

/** The published lines as a file: one row a figure, each with the label, since a file leaves the page. */
export function referenceRows(report: RunReport): (string | number | null)[][] {
  return [
    ['label', 'source', 'year', 'whose', 'figure', 'figure_name', 'value', 'currency', 'note', 'address'],
    ...report.referenceLines.flatMap((line) =>
      line.figures.map((figure) => [line.label, line.source, line.year, line.whose, figure.kpi, nameOf(report, figure.kpi), figure.value, figure.currency, line.note, line.address]),
    ),
  ];
}

function nameOf(report: RunReport, kpi: string): string {
  return report.definitions.find((definition) => definition.id === kpi)?.name ?? kpi;
}
