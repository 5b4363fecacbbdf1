import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

type Cell = string | number | null;

/** What a table shows, as a file: numbers bare, text that a spreadsheet would take for a formula disarmed. */
export function CsvButton({ name, rows }: { name: string; rows: () => Cell[][] }) {
  const save = async () => {
    const { unparse } = await import('papaparse');
    const url = URL.createObjectURL(new Blob([unparse(rows(), { escapeFormulae: true, newline: '\r\n' })], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button variant="default" size="xs" style={{ flex: 'none' }} leftSection={<Icon name="exports" size={14} />} onClick={() => void save()}>
      CSV
    </Button>
  );
}

/** A file that the server writes, under the name that it has there if none is given. */
export function CsvLink({ href, name, children = 'CSV' }: { href: string; name?: string; children?: ReactNode }) {
  return (
    <Button component="a" href={href} download={name === undefined ? true : `${name}.csv`} variant="default" size="xs" style={{ flex: 'none' }} leftSection={<Icon name="exports" size={14} />}>
      {children}
    </Button>
  );
}
