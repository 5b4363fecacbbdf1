import type { CSSProperties, ReactNode } from 'react';
import type { Comparison, RunReport } from '../api/types';
import { change, share } from '../format/numbers';
import { difference } from '../report/figures';
import { armName, isClear, reachOf, spoken } from '../report/headline';
import { Card } from './layout';
import { ChannelLabel, NoValue, useChannelColor } from './marks';

export function Comparisons({ report }: { report: RunReport }) {
  const color = useChannelColor();
  const { comparisons } = report;
  if (comparisons.length === 0) {
    return (
      <Card title="Comparison">
        <span style={{ color: 'var(--ink-2)', fontSize: '0.875rem' }}>Nothing to compare: neither an email arm nor a hold-out stands beside the others.</span>
      </Card>
    );
  }
  // One scale per KPI, zero in the middle: the lines of a KPI compare by eye, and a rare event is not a speck.
  const reach = (kpi: string) => reachOf(comparisons.filter((one) => one.kpi === kpi));
  const defined = (one: Comparison) => report.definitions.find((definition) => definition.id === one.kpi);
  const currency = (one: Comparison) =>
    report.arms.find((arm) => arm.arm === one.arm)?.kpis.find((kpi) => kpi.id === one.kpi)?.currency ?? null;
  const told = (one: Comparison, value: number | null) => difference(defined(one), value, currency(one));
  return (
    <Card title="Comparison" sub="By assignment; shares in percentage points, money per assigned person" flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Arm against arm</th>
            <th scope="col" className="num">Difference</th>
            <th scope="col" style={{ width: '20%' }}>95% interval</th>
            <th scope="col" className="num">Lift</th>
            <th scope="col">In words</th>
          </tr>
        </thead>
        <tbody>
          {comparisons.map((one) => (
            <tr key={`${one.kpi} ${one.arm} ${one.against}`}>
              <th scope="row" style={{ fontWeight: 550, whiteSpace: 'nowrap' }}>
                {defined(one)?.name ?? one.kpi}
              </th>
              <Pair channel={one.channel} name={armName(report, one.arm)} againstChannel={one.againstChannel} againstName={armName(report, one.against)} />
              <Estimated value={one.difference} low={one.low} high={one.high} told={(value) => told(one, value)} reach={reach(one.kpi)} color={isClear(one) ? color(one.channel) : 'var(--ink-2)'} reason="No value: hidden or undefined, see the words at the end of the line">
                {one.anytimeLow !== null && one.anytimeHigh !== null && (
                  <span className="sub" title="Holds at every look: use it while the run is still being watched">
                    watched: {told(one, one.anytimeLow)} to {told(one, one.anytimeHigh)}
                  </span>
                )}
                {one.beyondPast !== null && one.beyondPastLow !== null && one.beyondPastHigh !== null && (
                  <span className="sub" title={`What the same people had bought in the 90 days before explains ${share(one.pastExplains)} of the variance and is taken out (CUPED)`}>
                    past taken out: {told(one, one.beyondPastLow)} to {told(one, one.beyondPastHigh)}
                  </span>
                )}
              </Estimated>
              <td className="num">
                {one.lift === null ? <NoValue reason="No value: hidden, or the other arm is at 0" /> : change(one.lift)}
                {one.liftLow !== null && one.liftHigh !== null && (
                  <span className="sub">
                    {change(one.liftLow)} to {change(one.liftHigh)}
                  </span>
                )}
              </td>
              <td style={{ minWidth: 220, lineHeight: 1.45 }}>{spoken(one.verdict)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** Two cells: a difference with the ends of its interval and further lines, and the interval drawn on the scale of its KPI. */
export function Estimated({ value, low, high, told, reach, color, reason, children }: { value: number | null; low: number | null; high: number | null; told: (value: number) => string; reach: number; color: string; reason: string; children?: ReactNode }) {
  const bounded = low !== null && high !== null;
  return (
    <>
      <td className="num">
        {value === null ? <NoValue reason={reason} /> : <strong style={{ fontWeight: 600 }}>{told(value)}</strong>}
        {bounded && (
          <span className="sub">
            {told(low)} to {told(high)}
          </span>
        )}
        {children}
      </td>
      <td>{value !== null && bounded && <Difference low={low} high={high} value={value} reach={reach} color={color} />}</td>
    </>
  );
}

/** An arm over what it is held against. */
export function Pair({ channel, name, againstChannel, againstName }: { channel: string | null; name: string; againstChannel: string | null; againstName: string }) {
  return (
    <td>
      <ChannelLabel channel={channel} name={name} />
      <span style={{ display: 'flex', alignItems: 'center', color: 'var(--ink-2)' }}>
        <ChannelLabel channel={againstChannel} name={againstName} />
      </span>
    </td>
  );
}

function Difference({ low, high, value, reach, color }: { low: number; high: number; value: number; reach: number; color: string }) {
  const at = (difference: number) => `${((difference + reach) / (2 * reach)) * 100}%`;
  return (
    <div className="range" style={{ '--c': color, marginTop: 0 } as CSSProperties} aria-hidden="true">
      <div className="range-zero" style={{ left: '50%' }} />
      <div className="range-band" style={{ left: at(low), width: `${((high - low) / (2 * reach)) * 100}%` }} />
      <div className="range-dot" style={{ left: at(value) }} />
    </div>
  );
}
