import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { count, share, shortCount } from '../format/numbers';
import { channelName } from '../format/words';
import { STEP_NAMES, STEPS, type FunnelLine } from '../report/funnel';
import { channelColor } from '../theme';
import { echarts } from './chart';

/** Steps down the side, channels side by side, length = share of what the channel sent. */
export default function FunnelChart({ lines }: { lines: FunnelLine[] }) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const still = useReducedMotion();

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const chart = echarts.init(element, null, { renderer: 'svg' });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, []);

  useEffect(() => {
    const chart = host.current && echarts.getInstanceByDom(host.current);
    if (!chart) {
      return;
    }
    const ink = scheme === 'light' ? '#5b6371' : '#a2a8b5';
    const line = scheme === 'light' ? '#e4e7ec' : '#262b35';
    const surface = scheme === 'light' ? '#ffffff' : '#1b1f27';
    const text = scheme === 'light' ? '#171a21' : '#eceef2';
    chart.setOption(
      {
        animation: !still,
        animationDuration: 500,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: { left: 0, right: 52, top: 4, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow', shadowStyle: { color: scheme === 'light' ? 'rgb(16 24 40 / 4%)' : 'rgb(255 255 255 / 4%)' } },
          backgroundColor: surface,
          borderColor: line,
          textStyle: { color: text, fontSize: 12 },
          // People beside the share: 3 % of what?
          formatter: (points: { dataIndex: number }[]) => tooltip(lines, points[0]?.dataIndex ?? 0, scheme),
        },
        xAxis: { type: 'value', max: 1, show: false },
        yAxis: {
          type: 'category',
          inverse: true,
          data: STEPS.map((step) => STEP_NAMES[step]),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: ink, fontSize: 12, margin: 14 },
        },
        series: lines.map((funnel) => ({
          type: 'bar',
          name: channelName(funnel.channel),
          data: funnel.steps.map((step) => step.shareOfSent),
          barGap: '30%',
          barCategoryGap: '32%',
          itemStyle: { color: channelColor(funnel.channel, scheme), borderRadius: 3 },
          backgroundStyle: { color: 'transparent' },
          label: {
            show: true,
            position: 'right',
            color: ink,
            fontSize: 11,
            // Of the first step the share says nothing (it is 100 %), so it tells how many.
            formatter: ({ value, dataIndex }: { value: number | null; dataIndex: number }) =>
              dataIndex === 0 ? shortCount(funnel.steps[0]?.people ?? 0) : share(value),
          },
        })),
      },
      { notMerge: true },
    );
  }, [lines, scheme, still]);

  const steps = STEPS.length;
  return (
    <div
      ref={host}
      role="img"
      aria-label={`Bar chart: share of sent messages by step for ${lines.map((line) => channelName(line.channel)).join(', ')}. The same numbers are in the table view.`}
      style={{ width: '100%', height: Math.max(240, steps * (lines.length * 15 + 16)) }}
    />
  );
}

function tooltip(lines: FunnelLine[], index: number, scheme: 'light' | 'dark'): string {
  const step = STEPS[index];
  if (!step) {
    return '';
  }
  const rows = lines.map((funnel) => {
    const at = funnel.steps[index];
    const swatch = `<span style="display:inline-block;width:8px;height:8px;border-radius:4px;margin-right:7px;background:${channelColor(funnel.channel, scheme)}"></span>`;
    const name = echarts.format.encodeHTML(channelName(funnel.channel));
    return `${swatch}${name}<b style="float:right;margin-left:22px">${at ? `${count(at.people)} · ${share(at.shareOfSent)}` : ''}</b>`;
  });
  return `<div style="margin-bottom:4px;font-weight:600">${STEP_NAMES[step]}</div>${rows.join('<br>')}`;
}
