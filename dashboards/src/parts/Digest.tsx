import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { Icon } from './Icon';

/** A SHA-256, short to look at and whole to copy. */
export function Digest({ value }: { value: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <span className="mono" title={value}>
        {value.slice(0, 12)}…{value.slice(-6)}
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy the SHA-256'}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={copied ? 'Copied' : 'Copy the SHA-256'} onClick={copy}>
              <Icon name={copied ? 'check' : 'copy'} size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
