import { Tooltip, UnstyledButton, useComputedColorScheme } from '@mantine/core';
import type { CSSProperties } from 'react';
import { NONE } from '../format/numbers';
import { channelName, sentence } from '../format/words';
import { channelColor } from '../theme';

export function useChannelColor(): (channel: string | null) => string {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return (channel) => channelColor(channel, scheme);
}

export function Dot({ color }: { color: string }) {
  return <span className="dot" style={{ '--c': color } as CSSProperties} aria-hidden="true" />;
}

export function ChannelLabel({ channel, name }: { channel: string | null; name?: string }) {
  const color = useChannelColor();
  return (
    <span className="headline-name" style={{ color: 'inherit' }}>
      <Dot color={color(channel)} />
      <span>{name ?? channelName(channel)}</span>
    </span>
  );
}

/** A missing value: never 0, always with its reason. */
export function NoValue({ reason }: { reason: string }) {
  return (
    <Tooltip label={reason}>
      <UnstyledButton className="none" component="span" tabIndex={0} role="note" aria-label={reason}>
        {NONE}
      </UnstyledButton>
    </Tooltip>
  );
}

export function SandboxBadge() {
  return (
    <Tooltip label="Simulated: messages went to the sandbox, and its customers behave by chance with a fixed seed.">
      <span className="pill sandbox" tabIndex={0} role="note">
        Sandbox
      </span>
    </Tooltip>
  );
}

export function SourceBadge({ source }: { source: string }) {
  return (
    <Tooltip label={`Sent by ${source}: its results were imported, as that tool counted them.`}>
      <span className="pill" tabIndex={0} role="note">
        From {source}
      </span>
    </Tooltip>
  );
}

const STATE_COLORS: Record<string, string> = {
  running: '#22a595',
  waiting: '#1d87d6',
  finished: '#0f9d6b',
  paused: '#d08a12',
  missed: '#c2410c',
  failed: '#d6336c',
  cancelled: '#7b8494',
  open: '#1d87d6',
  closed: '#0f9d6b',
  restated: '#7c5cd6',
  requested: '#d08a12',
  approved: '#0f9d6b',
  refused: '#d6336c',
  imported: '#d08a12',
  accepted: '#0f9d6b',
  reversed: '#7b8494',
  judging: '#1d87d6',
  judged: '#d08a12',
  applying: '#22a595',
  applied: '#0f9d6b',
  rejected: '#d6336c',
  withdrawn: '#7b8494',
  agrees: '#0f9d6b',
  price_differs: '#d08a12',
  quantity_differs: '#d08a12',
  price_and_quantity_differ: '#d08a12',
  only_invoice: '#d6336c',
  only_parley: '#1d87d6',
};

/** @param name where the words of the state are not its own */
export function StatePill({ state, name }: { state: string; name?: string }) {
  return (
    <span className="pill" data-live={state === 'running' || undefined}>
      <Dot color={STATE_COLORS[state] ?? '#7b8494'} />
      {name ?? sentence(state)}
    </span>
  );
}

/** A bar 0..1 with its value told to assistive technology. */
export function Bar({ done, label }: { done: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, done)) * 100);
  return (
    <div className="bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

/** An interval drawn: the value as a stroke, the interval as a band, on a track from 0 to `scale`. */
export function RangeBar({ value, low, high, scale, color }: { value: number; low: number | null; high: number | null; scale: number; color: string }) {
  const at = (share: number) => `${(Math.min(Math.max(share, 0), scale) / scale) * 100}%`;
  return (
    <div className="range" style={{ '--c': color } as CSSProperties} aria-hidden="true">
      <div className="range-fill" style={{ width: at(value) }} />
      {low !== null && high !== null && <div className="range-band" style={{ left: at(low), width: at(high - low) }} />}
      <div className="range-dot" style={{ left: at(value) }} />
    </div>
  );
}
