import type { Definition, Kpi, RunReport } from '../api/types';
import { figure, interval, isShare, parts } from '../report/figures';
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
            <th scope="col" className="pinned" style={{ width: '24%' }}>KPI</th>
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
              <th scope="row" className="pinned">
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, fontWeight: 550, whiteSpace: 'nowrap' }}>
                  {definition.name}
                  <DefinitionButton definition={definition} />
                </span>
              </th>
              {report.arms.map((arm) => {
                const kpis = arm.kpis.filter((kpi) => kpi.id === definition.id && kpi.value !== null);
                return (
                  <td key={arm.arm} className="kpi-cell tabular">
                    {kpis.length === 0 && <NoValue reason={absence(definition)} />}
                    {kpis.map((kpi) => (
                      <Figure key={kpi.currency} definition={definition} kpi={kpi} scale={scale} color={color(arm.channel)} />
                    ))}
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

function Figure({ definition, kpi, scale, color }: { definition: Definition; kpi: Kpi; scale: number; color: string }) {
  return (
    <div>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 10 }}>
        <strong style={{ fontWeight: 600, fontSize: '0.875rem' }}>{figure(definition, kpi)}</strong>
        <span style={{ color: 'var(--ink-2)', fontSize: '0.75rem', whiteSpace: 'nowrap' }}>{interval(definition, kpi) ?? parts(definition, kpi)}</span>
      </div>
      {isShare(definition) && (
        <>
          <RangeBar value={kpi.value ?? 0} low={kpi.low} high={kpi.high} scale={scale} color={color} />
          <span className="sub">{parts(definition, kpi)}</span>
        </>
      )}
    </div>
  );
}
