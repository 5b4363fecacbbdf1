import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChannelTotals } from '../api/types';
import { money, revenueRoi, roi } from '../format/money';
import { count } from '../format/numbers';
import { Card } from './layout';
import { ChannelLabel, NoValue } from './marks';

export function ChannelMoney({ channels }: { channels: ChannelTotals[] }) {
  return (
    <Card title="Revenue and cost" sub="Credited net revenue and message cost, per channel" flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col" className="num">Orders</th>
            <th scope="col" className="num">Net revenue</th>
            <th scope="col" className="num">Cost</th>
            <th scope="col" className="num">
              <Tooltip label="(net revenue − cost) ÷ cost. No margin is applied here; the run page shows ROI after margin.">
                <span tabIndex={0} role="note">Revenue ROI</span>
              </Tooltip>
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((totals) => {
            const back = revenueRoi(totals.netMinor, totals.costMinor);
            return (
              <tr key={`${totals.channel} ${totals.currency}`}>
                <th scope="row">
                  <ChannelLabel channel={totals.channel} />
                </th>
                <td className="num">{count(totals.ordered)}</td>
                <td className="num">{amount(totals.netMinor, totals.currency)}</td>
                <td className="num">{amount(totals.costMinor, totals.currency)}</td>
                <td className="num">{back === null ? <NoValue reason="No value: the cost is 0" /> : roi(back)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

function amount(minor: number, currency: string | null): ReactNode {
  return currency === null ? <NoValue reason="No money yet" /> : money(minor, currency);
}
