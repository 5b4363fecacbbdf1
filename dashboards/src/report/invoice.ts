import type { InvoiceRow, ReconciledInvoice } from '../api/types';

/** A difference with its sign: what the invoice has beyond the accrual. */
export const signed = (amount: string) => (/^-|^0[.0]*$/.test(amount) ? amount : `+${amount}`);

/** The place of a row; what the invoice leaves open is all of it. */
export function placeOf(row: Pick<InvoiceRow, 'country' | 'category' | 'account'>): string {
  return [row.country || 'All countries', row.category, row.account && `account ${row.account}`].filter(Boolean).join(' · ');
}

/** Why an invoice cannot be accepted by this member; null: it can. */
export function obstacle(shown: ReconciledInvoice, member: string): string | null {
  const [other] = shown.foreign;
  if (other) {
    return `${other.messages} of these messages were accrued in ${other.currency}, so nothing can be compared.`;
  }
  return shown.invoice.importedBy === member ? 'Somebody else has to accept what you imported.' : null;
}
