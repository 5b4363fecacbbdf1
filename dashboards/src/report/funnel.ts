import type { ChannelTotals } from '../api/types';

export const STEPS = ['sent', 'delivered', 'read', 'clicked', 'replied', 'ordered'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, string> = {
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  clicked: 'Clicked',
  replied: 'Replied',
  ordered: 'Ordered',
};

export interface FunnelLine {
  channel: string;
  /** No share: nothing was sent. */
  steps: { step: Step; people: number; shareOfSent: number | null; reason: string }[];
}

/** Channels of different size are compared as shares of what each one sent. Of email, reading is opening by people. */
export function funnel(channels: ChannelTotals[]): FunnelLine[] {
  // A channel with money in two currencies has two lines, with the same people in both.
  const first = channels.filter((totals, index) => channels.findIndex((other) => other.channel === totals.channel) === index);
  return first.map((totals) => ({
    channel: totals.channel,
    steps: STEPS.map((step) => ({
      step,
      people: totals[step],
      shareOfSent: totals.sent === 0 ? null : totals[step] / totals.sent,
      reason: 'No value: nothing was sent',
    })),
  }));
}
