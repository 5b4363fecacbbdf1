import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import { ProblemNotice } from './layout';
import { Bar } from './marks';

/** The end of a form that sends a file: the button, how much has left, and what became of it. */
export function UploadEnd({ label, error, pending, sent, children }: { label: string; error: Error | null; pending: boolean; sent: number; children: ReactNode }) {
  return (
    <>
      {error && <ProblemNotice failure={error} />}
      {pending && <Bar done={sent} label="Upload" />}
      <Group gap="sm">
        <Button type="submit" loading={pending} leftSection={<Icon name="imports" size={16} />}>
          {label}
        </Button>
        {!pending && children && (
          <span role="status" style={{ color: 'var(--ink-2)', fontSize: '0.8125rem' }}>
            {children}
          </span>
        )}
      </Group>
    </>
  );
}
