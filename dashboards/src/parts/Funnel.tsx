import { ActionIcon, Group, Skeleton, Tooltip } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ChannelTotals } from '../api/types';
import { count, share } from '../format/numbers';
import { funnel, STEP_NAMES, STEPS } from '../report/funnel';
import { Icon } from './Icon';
import { Card } from './layout';
import { ChannelLabel, NoValue } from './marks';

const FunnelChart = lazy(() => import('./FunnelChart'));

export function Funnel({ channels }: { channels: ChannelTotals[] }) {
  const [asTable, setAsTable] = useState(false);
  const lines = useMemo(() => funnel(channels), [channels]);
  const other = asTable ? 'Show as chart' : 'Show as table';
  return (
    <Card
      title="Funnel per channel"
      sub="People, as a share of what the channel sent. Of email, reading is opening by people"
      flush={asTable}
      side={
        <Tooltip label={other}>
          <ActionIcon variant="default" aria-label={other} onClick={() => setAsTable(!asTable)}>
            <Icon name={asTable ? 'chart' : 'table'} size={16} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {asTable ? (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Step</th>
              {lines.map((line) => (
                <th scope="col" className="num" key={line.channel}>
                  <ChannelLabel channel={line.channel} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {STEPS.map((step, index) => (
              <tr key={step}>
                <th scope="row">{STEP_NAMES[step]}</th>
                {lines.map((line) => {
                  const at = line.steps[index];
                  return (
                    <td className="num" key={line.channel}>
                      {at && count(at.people)}
                      {at && <span className="sub">{at.shareOfSent === null ? <NoValue reason={at.reason} /> : share(at.shareOfSent)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <Group gap="md" mb="sm" fz="xs" c="dimmed">
            {lines.map((line) => (
              <ChannelLabel key={line.channel} channel={line.channel} />
            ))}
          </Group>
          <Suspense fallback={<Skeleton height={280} radius="md" />}>
            <FunnelChart lines={lines} />
          </Suspense>
        </>
      )}
    </Card>
  );
}
