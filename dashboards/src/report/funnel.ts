import type { ChannelTotals } from '../api/types';

export const STEPS = ['sent', 'delivered', 'read', 'clicked', 'replied', 'ordered'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, string> = {
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read / opened',
  clicked: 'Clicked',
  replied: 'Replied',
  ordered: 'Ordered',
};

export interface FunnelLine {
  channel: string;
  steps: { step: Step; people: number; shareOfSent: number | null }[];
}

/** Channels of different size are compared as shares of what each one sent. */
export function funnel(channels: ChannelTotals[]): FunnelLine[] {
  return channels.map((totals) => ({
    channel: totals.channel,
    steps: STEPS.map((step) => ({
      step,
      people: totals[step],
      shareOfSent: totals.sent === 0 ? null : totals[step] / totals.sent,
    })),
  }));
}
