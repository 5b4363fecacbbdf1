import type { Definition, Kpi } from '../api/types';
import { minorDigits, money, roi, unitMoney } from '../format/money';
import { count, NONE, points, share, shareRange } from '../format/numbers';
import { duration } from '../format/times';

type Locale = string | undefined;

export function isShare(definition: Definition): boolean {
  return definition.unit === 'SHARE';
}
export function isDuration(definition: Definition): boolean {
  return definition.unit === 'DURATION';
}
export function isMoney(definition: Definition): boolean {
  return definition.unit === 'MINOR_UNITS';
}
export function isRatio(definition: Definition): boolean {
  return definition.unit === 'RATIO';
}

/** A figure in its own unit: a share, a time, money per something, or money over money. */
export function figure(definition: Definition, kpi: Pick<Kpi, 'value' | 'currency'>, locale?: Locale): string {
  if (kpi.value === null) {
    return NONE;
  }
  if (isMoney(definition)) {
    return perItem(kpi.value, kpi.currency, locale);
  }
  if (isDuration(definition)) {
    return duration(kpi.value);
  }
  return isRatio(definition) ? roi(kpi.value, locale) : share(kpi.value, locale);
}

export function interval(definition: Definition, kpi: Kpi, locale?: Locale): string | null {
  return isShare(definition) && kpi.low !== null && kpi.high !== null ? shareRange(kpi.low, kpi.high, locale) : null;
}

/** "421 of 10,800", or "of 421 people": what stands behind the figure. */
export function parts(definition: Definition, kpi: Kpi, locale?: Locale): string {
  if (isDuration(definition)) {
    return `of ${count(kpi.denominator, locale)} people`;
  }
  const minor = (value: number) => (kpi.currency === null ? count(value, locale) : money(value, kpi.currency, locale));
  const over = isShare(definition) ? count(kpi.numerator, locale) : minor(kpi.numerator);
  const under = isRatio(definition) ? minor(kpi.denominator) : count(kpi.denominator, locale);
  return `${over} of ${under}`;
}

/** A difference between arms: percentage points, or money per person with its sign. */
export function difference(definition: Definition | undefined, value: number | null, currency: string | null, locale?: Locale): string {
  if (value === null || !definition || !isMoney(definition)) {
    return points(value, locale);
  }
  return `${value > 0 ? '+' : ''}${perItem(value, currency, locale)}`;
}

function perItem(minor: number, currency: string | null, locale: Locale): string {
  return currency === null ? count(minor, locale) : unitMoney(minor / 10 ** minorDigits(currency), currency, locale);
}
