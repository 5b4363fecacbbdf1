import type { EstimatedShare, NetRevenue } from '../api/types';
import { money } from '../format/money';
import { count, share, shareRange } from '../format/numbers';
import { scaleOf } from '../report/headline';
import { NoValue, RangeBar } from './marks';

/** One scale for a column of shares, so that its bars compare by eye. */
export function scaleOfShares(shares: EstimatedShare[]): number {
  return Math.min(1, scaleOf(shares.map((one) => one.high ?? 0)));
}

/** A share, its interval in figures and drawn, and how many of how many. */
export function Estimate({ of, scale, color = 'var(--mantine-color-lagoon-5)' }: { of: EstimatedShare; scale: number; color?: string }) {
  if (of.value === null) {
    return <NoValue reason="No value: nobody to take a share of" />;
  }
  return (
    <div className="tabular">
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 10 }}>
        <strong style={{ fontWeight: 600 }}>{share(of.value)}</strong>
        <span className="sub">{shareRange(of.low, of.high)}</span>
      </div>
      <RangeBar value={of.value} low={of.low} high={of.high} scale={scale} color={color} />
      <span className="sub">
        {count(of.count)} of {count(of.of)}
      </span>
    </div>
  );
}

/** Each currency for itself: money is never added up across. */
export function Revenue({ lines }: { lines: NetRevenue[] }) {
  return lines.length === 0 ? (
    <NoValue reason="No value: nothing was bought" />
  ) : (
    <>
      {lines.map((line) => (
        <div key={line.currency}>{money(line.netMinor, line.currency)}</div>
      ))}
    </>
  );
}
