import { NONE } from './numbers';

type Locale = string | undefined;

/** Digits after the point of a currency: GBP 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units, as the server counts money, in words of the reader's language. */
export function money(minor: number | null, currency: string, locale?: Locale): string {
  if (minor === null) {
    return NONE;
  }
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

/** An amount of major units with more decimals than the currency has coins: revenue per person. */
export function unitMoney(major: string | number | null, currency: string, locale?: Locale): string {
  const value = major === null ? Number.NaN : Number(major);
  if (Number.isNaN(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  const digits = minorDigits(currency) + (size === 0 || size >= 10 ? 0 : size >= 0.1 ? 1 : 2);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A return on investment, written by the server as a decimal: 1.25 is 125 %. */
export function roi(decimal: string | number | null, locale?: Locale): string {
  const value = decimal === null ? Number.NaN : Number(decimal);
  if (Number.isNaN(value)) {
    return NONE;
  }
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

/** (net - cost) / cost, where no margin is known. Free is no investment: null. */
export function revenueRoi(netMinor: number, costMinor: number): number | null {
  return costMinor === 0 ? null : (netMinor - costMinor) / costMinor;
}
