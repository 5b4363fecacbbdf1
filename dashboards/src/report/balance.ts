import type { Balance } from '../api/types';

export const BALANCE_STATES = ['sent', 'failed', 'skipped', 'deferred', 'unknown', 'pending'] as const;
export type BalanceState = (typeof BALANCE_STATES)[number];

export interface BalanceTerm {
  state: BalanceState;
  count: number;
  reasons: { reason: string; count: number }[];
}

export interface Equation {
  targeted: number;
  terms: BalanceTerm[];
  sum: number;
  /** Added up here and compared with the server's word: both must hold. */
  closes: boolean;
}

export function equation(balance: Balance): Equation {
  const terms = BALANCE_STATES.map((state) => ({
    state,
    count: balance[state],
    reasons: balance.reasons
      // Claimed is pending with somebody at work on it.
      .filter((reason) => (reason.state === 'claimed' ? 'pending' : reason.state) === state)
      .map(({ reason, count }) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
  }));
  const sum = terms.reduce((total, term) => total + term.count, 0);
  return { targeted: balance.targeted, terms, sum, closes: balance.closes && sum === balance.targeted };
}

/** Seconds until the rest is done at the present speed; null when nothing moves. */
export function secondsLeft(progress: { done: number; total: number; perSecond: number | null }): number | null {
  const left = progress.total - progress.done;
  return left <= 0 || !progress.perSecond || progress.perSecond <= 0 ? null : left / progress.perSecond;
}
