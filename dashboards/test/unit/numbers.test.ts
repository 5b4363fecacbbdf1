import { describe, expect, it } from 'vitest';
import { bytes, change, count, NONE, points, probability, share, shareRange } from '../../src/format/numbers';

describe('a share', () => {
  it('is a dash when there is no value, and never zero', () => {
    expect(share(null, 'en')).toBe(NONE);
    expect(shareRange(null, null, 'en')).toBe(NONE);
    expect(share(0, 'en')).toBe('0.0%');
  });

  it('keeps two decimals below ten per cent, so that rare events can be told apart', () => {
    expect(share(0.0025, 'en')).toBe('0.25%');
    expect(share(0.0034, 'en')).toBe('0.34%');
    expect(share(0.817, 'en')).toBe('81.7%');
  });

  it('follows the reader’s language', () => {
    expect(share(0.0389, 'de')).toBe('3,89\u00a0%');
    expect(count(24000, 'de')).toBe('24.000');
  });

  it('has an interval with the same number of decimals at both ends', () => {
    expect(shareRange(0.0355, 0.0428, 'en')).toBe('3.55% – 4.28%');
    expect(shareRange(0.099, 0.12, 'en')).toBe('9.9% – 12.0%');
  });
});

describe('a change', () => {
  it('always shows its sign, and zero has none', () => {
    expect(change(1.14, 'en')).toBe('+114%');
    expect(change(-0.33, 'en')).toBe('-33%');
    expect(change(0.003, 'en')).toBe('+0.3%');
    expect(change(0, 'en')).toBe('0%');
    expect(change(null, 'en')).toBe(NONE);
  });

  it('of shares is told in percentage points', () => {
    expect(points(0.0208, 'en')).toBe('+2.08');
    expect(points(null, 'en')).toBe(NONE);
  });
});

it('tells the size of a file in the unit that fits', () => {
  expect(bytes(0, 'en')).toBe('0 bytes');
  expect(bytes(999, 'en')).toBe('999 bytes');
  expect(bytes(48_211_034, 'en')).toBe('48.2 MB');
});

it('never shows a p-value of nothing', () => {
  expect(probability(0.0001)).toBe('< 0.001');
  expect(probability(0.0312)).toBe('0.031');
});
