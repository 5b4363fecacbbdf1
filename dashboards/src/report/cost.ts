import type { RunReport } from '../api/types';

/** What the costs of a run rest on, in words. */
export function costBasis(cost: RunReport['cost']): string {
  const names = cost.invoices.map((invoice) => `${invoice.vendor} ${invoice.number}`).join(', ');
  switch (cost.basis) {
    case 'accrued':
      return 'cost accrued by rate cards';
    case 'partly_invoiced':
      return `cost partly invoiced (${names}), the rest accrued`;
    case 'invoiced':
      return `cost invoiced (${names})`;
  }
}
