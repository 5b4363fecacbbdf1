import type { RunReport } from '../api/types';

/** What the costs of a run rest on, in words. @param source the tool that sent it and told its cost; null: it was sent from here */
export function costBasis(cost: RunReport['cost'], source: string | null): string {
  if (cost.billedMessages === 0 && cost.invoices.length === 0) {
    return 'no cost is known';
  }
  const names = cost.invoices.map((invoice) => `${invoice.vendor} ${invoice.number}`).join(', ');
  switch (cost.basis) {
    case 'accrued':
      return source === null ? 'cost accrued by rate cards' : `cost as told of ${source}`;
    case 'partly_invoiced':
      return `cost partly invoiced (${names}), the rest accrued`;
    case 'invoiced':
      return `cost invoiced (${names})`;
  }
}
