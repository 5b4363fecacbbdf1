import { Link } from 'react-router';
import type { RunReport } from '../api/types';
import { may } from '../report/access';
import { figure, isShare } from '../report/figures';
import { absence } from '../report/headline';
import { isOfEmailAlone, OTHERWISE_MEASURED, ownFigures, published, referenceColumns, referenceRows, sentArms, type ReferenceColumn, type ReferenceFigure } from '../report/reference';
import { CsvButton } from './CsvButton';
import { DefinitionButton } from './Definition';
import { useMember } from './Frame';
import { Card, Notice } from './layout';
import { ChannelLabel, NoValue, RangeBar, useChannelColor } from './marks';

/** What vendors publish about email, to look at where none was sent. Drawn and never computed with: no difference, no p-value, no multiple. */
export function ReferenceLines({ report }: { report: RunReport }) {
  const color = useChannelColor();
  const imports = may(useMember(), 'import');
  const columns = referenceColumns(report);
  const label = report.referenceLines[0]?.label;
  if (label === undefined) {
    return null;
  }
  return (
    <Card title="Email elsewhere" sub={label} flush side={<CsvButton name={`run-${report.run.id}-reference-lines`} rows={() => referenceRows(report)} />}>
      <div style={{ padding: '0 20px 14px' }}>
        <Notice icon="info">
          Other senders, other people, other years: something to look at, and nothing is compared with it. A fair comparison sends email to part of the same audience; newsletters that you have sent with another tool
          can be {imports ? <Link to="/imports">imported</Link> : 'imported'} as a baseline of your own.
        </Notice>
      </div>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="pinned" style={{ verticalAlign: 'bottom' }}>Whose</th>
            {columns.map(({ definition }) => (
              <th scope="col" key={definition.id} style={{ whiteSpace: 'normal', verticalAlign: 'bottom' }}>
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
                  {definition.name}
                  <DefinitionButton definition={definition} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sentArms(report).map((arm) => (
            <tr key={arm.arm}>
              <th scope="row" className="pinned">
                <ChannelLabel channel={arm.channel} name={arm.name} />
                <span className="sub">this run</span>
              </th>
              {columns.map((column) => (
                <Cell
                  key={column.definition.id}
                  column={column}
                  figures={ownFigures(arm, column.definition)}
                  color={color(arm.channel)}
                  reason={isOfEmailAlone(column.definition) ? OTHERWISE_MEASURED : absence(column.definition)}
                />
              ))}
            </tr>
          ))}
          {report.referenceLines.map((line) => (
            <tr key={`${line.source} ${line.year} ${line.whose}`}>
              <th scope="row" className="pinned" style={{ fontWeight: 400 }}>
                {line.whose}
                <span className="sub">
                  <a href={line.address} target="_blank" rel="noreferrer">
                    {line.source}, {line.year}
                  </a>
                </span>
                {line.note && <span className="sub">{line.note}</span>}
              </th>
              {columns.map((column) => (
                <Cell key={column.definition.id} column={column} figures={published(line, column.definition)} color="var(--ink-2)" reason="Not published" />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** Figures on the scale of their column; of vendors, whose counts nobody tells, without an interval. */
function Cell({ column: { definition, scale }, figures, color, reason }: { column: ReferenceColumn; figures: ReferenceFigure[]; color: string; reason: string }) {
  return (
    <td className="tabular" style={{ minWidth: 96 }}>
      {figures.length === 0 && <NoValue reason={reason} />}
      {figures.map((one) => (
        <div key={one.currency}>
          {figure(definition, one)}
          {isShare(definition) && <RangeBar value={one.value} low={one.low} high={one.high} scale={scale} color={color} />}
        </div>
      ))}
    </td>
  );
}
