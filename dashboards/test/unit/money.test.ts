import { describe, expect, it } from 'vitest';
import { minorDigits, money, revenueRoi, roi, unitMoney } from '../../src/format/money';
import { NONE } from '../../src/format/numbers';

describe('money', () => {
  it('is divided by the minor units of its own currency', () => {
    expect(money(1437415, 'GBP', 'en-GB')).toBe('£14,374.15');
    expect(money(182400, 'JPY', 'en-US')).toBe('¥182,400');
    expect(money(1234, 'KWD', 'en').replace(/\u00a0/g, ' ')).toBe('KWD 1.234');
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });

  it('keeps the sign of a refund', () => {
    expect(money(-61245, 'GBP', 'en-GB')).toBe('-£612.45');
  });

  it('is a dash when there is none, and zero when it is zero', () => {
    expect(money(null, 'GBP', 'en')).toBe(NONE);
    expect(money(0, 'GBP', 'en-GB')).toBe('£0.00');
  });

  it('per person has a digit or two more than the coins, the smaller it is', () => {
    expect(unitMoney('1.3309', 'GBP', 'en-GB')).toBe('£1.331');
    expect(unitMoney('0.0216', 'GBP', 'en-GB')).toBe('£0.0216');
    expect(unitMoney(0, 'GBP', 'en-GB')).toBe('£0.00');
    expect(unitMoney('12.3456', 'GBP', 'en-GB')).toBe('£12.35');
    expect(unitMoney(null, 'GBP', 'en')).toBe(NONE);
  });
});

describe('return on investment', () => {
  it('is written by the server as a decimal and read as a percentage', () => {
    expect(roi('1.25', 'en')).toBe('125%');
    expect(roi('-0.4154', 'en')).toBe('-42%');
    expect(roi(null, 'en')).toBe(NONE);
  });

  it('has no value when nothing was spent', () => {
    expect(revenueRoi(1000, 0)).toBeNull();
    expect(revenueRoi(1500, 500)).toBe(2);
  });
});
