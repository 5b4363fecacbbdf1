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
  /** No value: nothing was sent, or the step is not measured on this channel. */
  steps: { step: Step; people: number | null; shareOfSent: number | null; reason: string }[];
}

// A mail carries no pixel, since a pixel counts machines; what the server has for it are clicks and replies again.
const unmeasured = (channel: string, step: Step) => channel === 'email' && step === 'read';

/** Channels of different size are compared as shares of what each one sent. */
export function funnel(channels: ChannelTotals[]): FunnelLine[] {
  // A channel with money in two currencies has two lines, with the same people in both.
  const first = channels.filter((totals, index) => channels.findIndex((other) => other.channel === totals.channel) === index);
  return first.map((totals) => ({
    channel: totals.channel,
    steps: STEPS.map((step) =>
      unmeasured(totals.channel, step)
        ? { step, people: null, shareOfSent: null, reason: 'Not measured: mails carry no pixel, because a pixel counts machines as readers' }
        : { step, people: totals[step], shareOfSent: totals.sent === 0 ? null : totals[step] / totals.sent, reason: 'No value: nothing was sent' },
    ),
  }));
}
