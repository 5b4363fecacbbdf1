import type { Uploaded } from '../api/client';
import type { Invoice, InvoiceRow, ReconciledInvoice } from '../api/types';
import { count } from '../format/numbers';

/** What became of a file that was sent. */
export function taken({ answer: { vendor, number, state }, fresh }: Uploaded<Pick<Invoice, 'vendor' | 'number' | 'state'>>): string {
  if (fresh) {
    return `${vendor} ${number} was taken. Somebody else has to accept it.`;
  }
  return `${vendor} ${number} was here already, and says the same: nothing changed. It is ${state}.`;
}

/** What to look at before accepting: it may be booked twice. */
export function warnings({ rows, sameLines }: Pick<ReconciledInvoice, 'rows' | 'sameLines'>): string[] {
  const settled = rows.filter((row) => row.invoicedQuantity > 0 && row.accruedQuantity === 0 && row.settledMessages > 0);
  return [
    ...sameLines.map(({ id, vendor, number, state }) => `The same lines were imported as invoice ${id}: ${vendor} ${number}, ${state}.`),
    ...(settled.length > 0
      ? [
          `${count(settled.reduce((sum, row) => sum + row.invoicedQuantity, 0))} messages of this invoice have no accrual left: an invoice before settled what was accrued there. Accepting books them on top of it. Is this the same invoice again?`,
        ]
      : []),
  ];
}

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
  if (shown.invoice.state === 'withdrawn') {
    return 'It was withdrawn.';
  }
  return shown.invoice.importedBy === member ? 'Somebody else has to accept what you imported.' : null;
}
