import type { Incremental as Beyond, RunReport } from '../api/types';
import { money, roi } from '../format/money';
import { count } from '../format/numbers';
import { Card } from './layout';
import { ChannelLabel, NoValue } from './marks';

/** What was sent brought beyond the hold-out: the only figures here that may be called caused. */
export function Incremental({ report }: { report: RunReport }) {
  const lines = report.incremental;
  if (lines.length === 0) {
    return null;
  }
  const one = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return (
    <Card title="Beyond the hold-out" sub="What those held out did by themselves is taken off. Intervals at 95%: where they hold 0, nothing is shown to have been caused" flush>
      <table className="table">
        <thead>
          <tr>
            {['Arm', 'People', 'Buyers', 'Net revenue', 'Cost', 'Revenue per cost', 'ROI'].map((head, index) => (
              <th scope="col" key={head} className={index === 0 ? undefined : 'num'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.arm ?? 'all'}>
              <th scope="row">{line.arm === null ? line.name : <ChannelLabel channel={channel(report, line)} name={line.name} />}</th>
              <td className="num">{count(line.people)}</td>
              <td className="num">
                <strong>{one.format(line.buyers)}</strong>
                <span className="sub">
                  {one.format(line.buyersLow)} to {one.format(line.buyersHigh)}
                </span>
              </td>
              <td className="num">
                {line.netMinor === null || line.currency === null ? <NoValue reason="No value: nobody bought, or in several currencies" /> : <strong>{money(line.netMinor, line.currency)}</strong>}
                {line.netMinorLow !== null && line.netMinorHigh !== null && line.currency !== null && (
                  <span className="sub">
                    {money(line.netMinorLow, line.currency)} to {money(line.netMinorHigh, line.currency)}
                  </span>
                )}
              </td>
              <td className="num">{line.costMinor === null || line.currency === null ? <NoValue reason="No value: nobody bought yet, costs are not known, or money is in several currencies" /> : money(line.costMinor, line.currency)}</td>
              <Ratio value={line.iroas} low={line.iroasLow} high={line.iroasHigh} reason="No value: nothing was billed, costs are not known, or money is in several currencies" />
              <Ratio value={line.roi} low={line.roiLow} high={line.roiHigh} reason="No value: the margin is unknown, or nothing was billed" />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** Written as text, so that no digit is lost on the way. */
type Decimal = string | number | null;

function Ratio({ value, low, high, reason }: { value: Decimal; low: Decimal; high: Decimal; reason: string }) {
  return (
    <td className="num">
      {value === null ? <NoValue reason={reason} /> : roi(value)}
      {low !== null && high !== null && (
        <span className="sub">
          {roi(low)} to {roi(high)}
        </span>
      )}
    </td>
  );
}

function channel(report: RunReport, line: Beyond): string | null {
  return report.arms.find((arm) => arm.arm === line.arm)?.channel ?? null;
}
