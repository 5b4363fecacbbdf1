import { ActionIcon, Popover } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '../api/types';
import { Icon } from './Icon';

/** Every KPI opens to its definition: the one the server counted by. */
export function DefinitionButton({ definition }: { definition: Definition }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end" shadow="md" withArrow trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Definition of ${definition.name}`} onClick={() => setOpen(!open)}>
          <Icon name="info" size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Definition of ${definition.name}`} tabIndex={-1} data-autofocus>
        <div style={{ fontWeight: 620, fontSize: '0.875rem' }}>{definition.name}</div>
        <dl className="definition">
          <dt>Numerator</dt>
          <dd>{definition.numerator}</dd>
          <dt>Denominator</dt>
          <dd>{definition.denominator}</dd>
          <dt>Window</dt>
          <dd>{definition.window}</dd>
          <dt>No value</dt>
          <dd>{definition.nullRule}</dd>
        </dl>
        {definition.note && <div style={{ marginTop: 10, color: 'var(--ink-2)', fontSize: '0.8125rem', lineHeight: 1.45 }}>{definition.note}</div>}
      </Popover.Dropdown>
    </Popover>
  );
}
