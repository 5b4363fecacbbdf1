import type { CodesOfRun } from '../api/types';

type ArmCodes = CodesOfRun['arms'][number];

/** Of the orders with a code whose customers are known, the share that others than the recipients placed; null: of none. */
export function leaked(arms: Pick<ArmCodes, 'byRecipients' | 'byOthers'>[]): number | null {
  const others = arms.reduce((sum, arm) => sum + arm.byOthers, 0);
  const known = arms.reduce((sum, arm) => sum + arm.byOthers + arm.byRecipients, 0);
  return known === 0 ? null : others / known;
}

/** Of the codes that left with a message, the share that was used at least once; null: none left. */
export function redeemed(arm: Pick<ArmCodes, 'sent' | 'redeemed'>): number | null {
  return arm.sent === 0 ? null : arm.redeemed / arm.sent;
}

/** What was used in a way that the offer does not allow, in words; null: nothing. */
export function irregular(arm: Pick<ArmCodes, 'beyondLimit' | 'outsideValidity'>): string | null {
  const parts = [
    ...(arm.beyondLimit > 0 ? [`${arm.beyondLimit} beyond the limit`] : []),
    ...(arm.outsideValidity > 0 ? [`${arm.outsideValidity} outside the offer’s dates`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
