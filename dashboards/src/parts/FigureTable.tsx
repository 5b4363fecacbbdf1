import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BreakdownRow, Definition } from '../api/types';
import { money } from '../format/money';
import { count } from '../format/numbers';
import { figure, interval, isShare, parts } from '../report/figures';
import { absence, scaleOf } from '../report/headline';
import { DefinitionButton } from './Definition';
import { NoValue, RangeBar } from './marks';
import { PeopleLink, type PeopleFilters } from './PeopleLink';

/** What is known of the people of a line. */
export type Figures = Pick<BreakdownRow, 'counts' | 'kpis' | 'money'>;

const COUNTS = ['assigned', 'sent', 'delivered', 'read', 'clicked', 'replied', 'optedOut', 'ordered'] as const;
const NAMES: Record<(typeof COUNTS)[number], string> = { assigned: 'Assigned', sent: 'Sent', delivered: 'Delivered', read: 'Read', clicked: 'Clicked', replied: 'Replied', optedOut: 'Opted out', ordered: 'Ordered' };

export type CountName = (typeof COUNTS)[number];

/** One line a value: the figure that the reader chose, drawn on one scale, then people and money. */
export interface FigureLine {
  key: string;
  run: number;
  name: ReactNode;
  figures: Figures;
  /** By which the people behind a number are found; null: no filter names them. */
  people: (name: CountName) => PeopleFilters | null;
}

/** Figures that any line has. */
function offered(rows: Figures[], definitions: Definition[]): Definition[] {
  const known = new Set(rows.flatMap((row) => row.kpis.map((kpi) => kpi.id)));
  return definitions.filter((definition) => known.has(definition.id));
}

export function chosenFigure(rows: Figures[], definitions: Definition[], wanted: string): Definition | null {
  const all = offered(rows, definitions);
  return all.find((one) => one.id === wanted) ?? all.find((one) => one.id === 'conversionItt') ?? all[0] ?? null;
}

export function FigureSelect({ rows, definitions, value, onChange }: { rows: Figures[]; definitions: Definition[]; value: string; onChange: (kpi: string) => void }) {
  return (
    <Select label="Figure" size="xs" w={260} searchable allowDeselect={false} data={offered(rows, definitions).map((one) => ({ value: one.id, label: one.name }))} value={chosenFigure(rows, definitions, value)?.id ?? null} onChange={(kpi) => kpi && onChange(kpi)} />
  );
}

/** @param delivered what the people are called who were shown a line */
export function FigureTable({ head, delivered = NAMES.delivered, lines, definition }: { head: string; delivered?: string; lines: FigureLine[]; definition: Definition | null }) {
  const shown = COUNTS.filter((name) => lines.some((line) => line.figures.counts[name] !== null));
  const withMoney = lines.some((line) => line.figures.money.length > 0);
  const scale = scaleOf(lines.flatMap((line) => line.figures.kpis.filter((kpi) => kpi.id === definition?.id).map((kpi) => kpi.high ?? kpi.value ?? 0)));
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col" className="pinned">{head}</th>
          {definition && (
            <th scope="col" style={{ minWidth: 190 }}>
              <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
                {definition.name}
                <DefinitionButton definition={definition} />
              </span>
            </th>
          )}
          {shown.map((name) => (
            <th scope="col" className="num" key={name}>
              {name === 'delivered' ? delivered : NAMES[name]}
            </th>
          ))}
          {withMoney && <th scope="col" className="num">Net revenue</th>}
          {withMoney && <th scope="col" className="num">Cost</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row" className="pinned" style={{ fontWeight: 550 }}>
              {line.name}
            </th>
            {definition && (
              <td>
                <Drawn figures={line.figures} definition={definition} scale={isShare(definition) ? Math.min(1, scale) : scale} />
              </td>
            )}
            {shown.map((name) => (
              <td className="num" key={name}>
                <Count line={line} name={name} />
              </td>
            ))}
            {withMoney && <Amounts figures={line.figures} minor={(each) => each.netMinor} />}
            {withMoney && <Amounts figures={line.figures} minor={(each) => each.costMinor} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Money in each currency on a line of its own: it is never added up across. */
function Amounts({ figures, minor }: { figures: Figures; minor: (each: Figures['money'][number]) => number }) {
  return (
    <td className="num">
      {figures.money.length === 0 ? <NoValue reason="No value: no order and no cost" /> : figures.money.map((each) => <div key={each.currency}>{money(minor(each), each.currency)}</div>)}
    </td>
  );
}

function Drawn({ figures, definition, scale }: { figures: Figures; definition: Definition; scale: number }) {
  const kpis = figures.kpis.filter((kpi) => kpi.id === definition.id && kpi.value !== null);
  if (kpis.length === 0) {
    return <NoValue reason={absence(definition)} />;
  }
  return kpis.map((kpi) => (
    <div key={kpi.currency} className="tabular">
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 10 }}>
        <strong style={{ fontWeight: 600 }}>{figure(definition, kpi)}</strong>
        <span className="sub">{interval(definition, kpi) ?? parts(definition, kpi)}</span>
      </div>
      <RangeBar value={kpi.value ?? 0} low={kpi.low} high={kpi.high} scale={scale} color="var(--mantine-color-lagoon-5)" />
    </div>
  ));
}

/** Where the people of a line can be named by filters, its numbers open to them. */
function Count({ line, name }: { line: FigureLine; name: CountName }) {
  const value = line.figures.counts[name];
  if (value === null) {
    return <NoValue reason="Has no meaning here" />;
  }
  const filters = line.people(name);
  return filters === null ? <>{count(value)}</> : <PeopleLink run={line.run} people={value} filters={filters} />;
}
