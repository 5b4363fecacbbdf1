import { describe, expect, it } from 'vitest';
import { irregular, leaked, redeemed } from '../../src/report/codes';

describe('promo codes', () => {
  it('are leaked by the orders whose customers are known', () => {
    expect(leaked([{ byRecipients: 6, byOthers: 2 }, { byRecipients: 0, byOthers: 2 }])).toBe(0.4);
    expect(leaked([{ byRecipients: 0, byOthers: 0 }])).toBeNull();
    expect(leaked([])).toBeNull();
  });

  it('are redeemed by those who got them', () => {
    expect(redeemed({ sent: 8, redeemed: 2 })).toBe(0.25);
    expect(redeemed({ sent: 0, redeemed: 0 })).toBeNull();
  });

  it('say what was used otherwise than the offer allows', () => {
    expect(irregular({ beyondLimit: 0, outsideValidity: 0 })).toBeNull();
    expect(irregular({ beyondLimit: 2, outsideValidity: 1 })).toBe('2 beyond the limit, 1 outside the offer’s dates');
  });
});
