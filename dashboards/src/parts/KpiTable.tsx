import type { RunReport } from '../api/types';
import { count, share, shareRange } from '../format/numbers';
import { absence, headlines } from '../report/headline';
import { DefinitionButton } from './Definition';
import { Card } from './layout';
import { ChannelLabel, NoValue, RangeBar, useChannelColor } from './marks';

export function KpiTable({ report }: { report: RunReport }) {
  const color = useChannelColor();
  const lines = headlines(report);
  if (lines.length === 0) {
    return null;
  }
  return (
    <Card title="KPIs" sub="With 95% intervals, drawn on one scale per line" flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" style={{ width: '24%' }}>KPI</th>
            {report.arms.map((arm) => (
              <th scope="col" key={arm.arm}>
                <ChannelLabel channel={arm.channel} name={arm.name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ definition, scale }) => (
            <tr key={definition.id}>
              <th scope="row">
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, fontWeight: 550, whiteSpace: 'nowrap' }}>
                  {definition.name}
                  <DefinitionButton definition={definition} />
                </span>
                <span className="sub">
                  {definition.numerator} ÷ {definition.denominator}
                </span>
              </th>
              {report.arms.map((arm) => {
                const kpi = arm.kpis.find((candidate) => candidate.id === definition.id);
                return (
                  <td key={arm.arm} className="kpi-cell tabular">
                    {!kpi || kpi.value === null ? (
                      <NoValue reason={kpi ? absence(definition, kpi) : 'Not measured for this arm'} />
                    ) : (
                      <>
                        <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 10 }}>
                          <strong style={{ fontWeight: 600, fontSize: '0.875rem' }}>{share(kpi.value)}</strong>
                          <span style={{ color: 'var(--ink-2)', fontSize: '0.75rem', whiteSpace: 'nowrap' }}>{shareRange(kpi.low, kpi.high)}</span>
                        </div>
                        <RangeBar value={kpi.value} low={kpi.low} high={kpi.high} scale={scale} color={color(arm.channel)} />
                        <span className="sub">
                          {count(kpi.numerator)} of {count(kpi.denominator)}
                        </span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
