import { describe, expect, it } from 'vitest';
import type { ReconciledInvoice } from '../../src/api/types';
import { costBasis } from '../../src/report/cost';
import { obstacle, placeOf, signed, taken, warnings } from '../../src/report/invoice';

const row = (invoicedQuantity: number, accruedQuantity: number, settledMessages: number) => ({ invoicedQuantity, accruedQuantity, settledMessages }) as ReconciledInvoice['rows'][number];

const shown = (importedBy: string, foreign: ReconciledInvoice['foreign'] = []) => ({ invoice: { importedBy }, foreign }) as unknown as ReconciledInvoice;

describe('a reconciliation', () => {
  it('tells a difference with its sign', () => {
    expect([signed('12.30'), signed('-0.02'), signed('0.00'), signed('0')]).toEqual(['+12.30', '-0.02', '0.00', '0']);
  });

  it('names what the invoice leaves open', () => {
    expect(placeOf({ country: '', category: '', account: '' })).toBe('All countries');
    expect(placeOf({ country: 'DE', category: 'marketing', account: 'main' })).toBe('DE · marketing · account main');
  });

  it('is accepted by another member than who imported it, where bills are in its currency', () => {
    expect(obstacle(shown('ann@example.com'), 'bea@example.com')).toBeNull();
    expect(obstacle(shown('ann@example.com'), 'ann@example.com')).toContain('Somebody else');
    expect(obstacle({ invoice: { importedBy: 'ann@example.com', state: 'withdrawn' }, foreign: [] } as unknown as ReconciledInvoice, 'bea@example.com')).toContain('withdrawn');
    expect(obstacle(shown('ann@example.com', [{ currency: 'JPY', messages: 7, amount: '70' }]), 'bea@example.com')).toContain('7 of these messages were accrued in JPY');
  });
});

describe('a file that was sent', () => {
  it('says whether anything came of it', () => {
    const answer = { vendor: 'Viber Ltd', number: 'F-1', state: 'accepted' as const };
    expect(taken({ answer, fresh: true })).toBe('Viber Ltd F-1 was taken. Somebody else has to accept it.');
    expect(taken({ answer, fresh: false })).toBe('Viber Ltd F-1 was here already, and says the same: nothing changed. It is accepted.');
  });
});

describe('what may be booked twice', () => {
  it('is the same lines under another number', () => {
    expect(warnings({ rows: [], sameLines: [{ id: 12, vendor: 'Viber Ltd', number: 'F-0', state: 'accepted' }] })).toEqual(['The same lines were imported as invoice 12: Viber Ltd F-0, accepted.']);
  });

  it('is messages whose accrual an invoice before settled, and neither a fee nor what nobody sent', () => {
    expect(warnings({ rows: [row(100, 100, 0), row(0, 0, 90), row(40, 0, 0)], sameLines: [] })).toEqual([]);
    const [warning] = warnings({ rows: [row(1000, 0, 980), row(200, 0, 200), row(5, 5, 900)], sameLines: [] });
    expect(warning).toContain('1,200 messages of this invoice have no accrual left');
  });
});

describe('the cost of a run', () => {
  it('says what it rests on', () => {
    const invoices = [{ vendor: 'Viber Ltd', number: 'F-1', currency: 'EUR', messages: 90, trueUpMinor: 12 }];
    expect(costBasis({ basis: 'accrued', billedMessages: 90, invoicedMessages: 0, invoices: [] }, null)).toBe('cost accrued by rate cards');
    expect(costBasis({ basis: 'accrued', billedMessages: 90, invoicedMessages: 0, invoices: [] }, 'Mailer')).toBe('cost as told of Mailer');
    expect(costBasis({ basis: 'accrued', billedMessages: 0, invoicedMessages: 0, invoices: [] }, null)).toBe('no cost is known');
    expect(costBasis({ basis: 'partly_invoiced', billedMessages: 120, invoicedMessages: 90, invoices }, null)).toBe('cost partly invoiced (Viber Ltd F-1), the rest accrued');
    expect(costBasis({ basis: 'invoiced', billedMessages: 90, invoicedMessages: 90, invoices }, null)).toBe('cost invoiced (Viber Ltd F-1)');
  });
});
