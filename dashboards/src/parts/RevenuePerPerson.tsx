import type { RunReport } from '../api/types';
import { money, roi, unitMoney } from '../format/money';
import { Card } from './layout';
import { ChannelLabel, NoValue, useChannelColor } from './marks';

/** The money figure that compares channels fairly: everyone assigned counts, reached or not. One currency at a time. */
export function RevenuePerPerson({ report }: { report: RunReport }) {
  const color = useChannelColor();
  const lines = report.arms.flatMap((arm) => arm.money.map((line) => ({ arm, line, value: Number(line.revenuePerAssigned ?? 0) })));
  if (lines.length === 0) {
    return null;
  }
  const most = (currency: string) => Math.max(...lines.filter(({ line }) => line.currency === currency).map(({ value }) => value), 1e-9);
  return (
    <Card title="Revenue per assigned person" sub={`Net of refunds, in ${report.run.campaignName}`}>
      <div style={{ display: 'grid', gap: 16 }}>
        {lines.map(({ arm, line, value }) => (
          <div key={`${arm.arm} ${line.currency}`}>
            <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 12 }}>
              <span style={{ fontSize: '0.8125rem' }}>
                <ChannelLabel channel={arm.channel} name={arm.name} />
              </span>
              <span className="tabular" style={{ fontWeight: 620 }}>
                {line.revenuePerAssigned === null ? <NoValue reason="No value: nobody was assigned" /> : unitMoney(line.revenuePerAssigned, line.currency)}
              </span>
            </div>
            <div className="bar" style={{ margin: '7px 0 5px' }} aria-hidden="true">
              <div style={{ width: `${(Math.max(0, value) / most(line.currency)) * 100}%`, background: color(arm.channel) }} />
            </div>
            <div className="tabular" style={{ fontSize: '0.75rem', color: 'var(--ink-2)' }}>
              {arm.holdout ? (
                'What people buy without a message'
              ) : (
                <>
                  Profit {money(line.profitMinor, line.currency)} · ROI{' '}
                  {line.roi === null ? <NoValue reason="No value: the cost is 0, or no margin is known" /> : roi(line.roi)}
                </>
              )}
            </div>
          </div>
        ))}
      </div>
    </Card>
  );
}
