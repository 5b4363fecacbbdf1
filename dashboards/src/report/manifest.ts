import { NONE } from '../format/numbers';

export interface Table {
  name: string;
  columns: string[];
  numeric: boolean[];
  rows: string[][];
}

/** A manifest is a flat object with some lists of flat objects in it: facts to read, and tables. */
export function split(manifest: unknown): { facts: [string, string][]; tables: Table[] } {
  const facts: [string, string][] = [];
  const tables: Table[] = [];
  const fields = typeof manifest === 'object' && manifest !== null ? Object.entries(manifest) : [];
  for (const [name, value] of fields) {
    if (Array.isArray(value) && value.every(isObject)) {
      if (value.length > 0) {
        tables.push(tableOf(name, value));
      }
    } else if (isObject(value)) {
      // What was asked for; what was left out says nothing.
      facts.push(...Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]): [string, string] => [key, text(inner)]));
    } else {
      facts.push([name, text(value)]);
    }
  }
  return { facts, tables };
}

function tableOf(name: string, items: Record<string, unknown>[]): Table {
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) => columns.map((column) => text(item[column])));
  const numeric = columns.map((_, index) => rows.every((row) => /^-?\d+([.,]\d+)?$/.test(row[index] ?? '')));
  return { name, columns, numeric, rows };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (value === null || value === undefined) {
    return NONE;
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
