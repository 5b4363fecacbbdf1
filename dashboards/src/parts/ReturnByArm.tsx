import type { ArmMoney, RunReport } from '../api/types';
import { money, roi } from '../format/money';
import { costBasis } from '../report/cost';
import { Card } from './layout';
import { ChannelLabel, NoValue, useChannelColor } from './marks';

/** What each arm gave back on what it cost, after margin where the campaign knows one. */
export function ReturnByArm({ report }: { report: RunReport }) {
  const color = useChannelColor();
  const lines = report.arms.filter((arm) => !arm.holdout).flatMap((arm) => arm.money.map((line) => ({ arm, line })));
  if (lines.length === 0) {
    return null;
  }
  const most = (currency: string) =>
    Math.max(...lines.filter(({ line }) => line.currency === currency).map(({ line }) => line.profitMinor ?? line.netMinor), 1);
  return (
    <Card title="Return by arm" sub={`Credited to the messages of ${report.run.campaignName}; ${costBasis(report.cost, report.run.source)}`}>
      <div style={{ display: 'grid', gap: 18 }}>
        {lines.map(({ arm, line }) => (
          <div key={`${arm.arm} ${line.currency}`}>
            <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 12 }}>
              <span style={{ fontSize: '0.8125rem' }}>
                <ChannelLabel channel={arm.channel} name={arm.name} />
              </span>
              <span className="tabular" style={{ fontSize: '1.0625rem', fontWeight: 640, letterSpacing: '-0.015em' }}>
                {money(line.profitMinor ?? line.netMinor, line.currency)}
                <span style={{ marginLeft: 6, fontSize: '0.75rem', fontWeight: 400, letterSpacing: 0, color: 'var(--ink-2)' }}>
                  {line.profitMinor === null ? 'net revenue' : 'profit'}
                </span>
              </span>
            </div>
            <div className="bar" style={{ margin: '8px 0 6px' }} aria-hidden="true">
              <div style={{ width: `${(Math.max(0, line.profitMinor ?? line.netMinor) / most(line.currency)) * 100}%`, background: color(arm.channel) }} />
            </div>
            <div className="tabular" style={{ fontSize: '0.75rem', color: 'var(--ink-2)' }}>
              {money(line.netMinor, line.currency)} net revenue · {money(line.costMinor, line.currency)} cost · <Return line={line} />
            </div>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Return({ line }: { line: ArmMoney }) {
  if (line.roi !== null) {
    return <>ROI {roi(line.roi)}</>;
  }
  return line.revenueRoi === null || line.revenueRoi === undefined ? (
    <>
      ROI <NoValue reason="No value where nothing was billed or currencies are mixed." />
    </>
  ) : (
    <>revenue ROI {roi(line.revenueRoi)}, margin unknown</>
  );
}
