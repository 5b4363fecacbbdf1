/** What stands where there is no value. Zero would be a lie: nothing was measured. */
export const NONE = '—';

type Locale = string | undefined;

export function count(value: number, locale?: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** A number for a tight place: 12.4K. */
export function shortCount(value: number, locale?: Locale): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share 0..1 as a percentage. Small shares keep a second decimal, or 0.25 % and 0.34 % would look alike. */
export function share(value: number | null, locale?: Locale): string {
  if (value === null) {
    return NONE;
  }
  return percentage(value, Math.abs(value) > 0 && Math.abs(value) < 0.1 ? 2 : 1, locale);
}

/** The ends of an interval, with as many decimals as the value between them. */
export function shareRange(low: number | null, high: number | null, locale?: Locale): string {
  if (low === null || high === null) {
    return NONE;
  }
  const digits = high < 0.1 ? 2 : 1;
  return `${percentage(low, digits, locale)} – ${percentage(high, digits, locale)}`;
}

function percentage(value: number, digits: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A relative change with its sign: +114 %. */
export function change(value: number | null, locale?: Locale): string {
  if (value === null) {
    return NONE;
  }
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  }).format(value);
}

/** A difference of two shares, in percentage points. */
export function points(value: number | null, locale?: Locale): string {
  if (value === null) {
    return NONE;
  }
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }).format(value * 100);
}

/** A p-value: three digits say enough, and none is 0. */
export function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

export function bytes(value: number, locale?: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(value / 1000 ** step);
}
