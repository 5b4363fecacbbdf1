import { Button, Group } from '@mantine/core';
import { useState } from 'react';

export interface Cursor {
  after: string | null;
  forward: (next: string) => void;
  back: (() => void) | null;
}

/** The server gives only the way forward; the way back is remembered here. @param list another one is begun at its first page */
export function useCursor(list = ''): Cursor {
  const [way, setWay] = useState<{ list: string; passed: string[] }>({ list, passed: [] });
  const passed = way.list === list ? way.passed : [];
  return {
    after: passed.at(-1) ?? null,
    forward: (next) => setWay({ list, passed: [...passed, next] }),
    back: passed.length > 0 ? () => setWay({ list, passed: passed.slice(0, -1) }) : null,
  };
}

export function Pager({ cursor, next }: { cursor: Cursor; next: string | null }) {
  if (!cursor.back && next === null) {
    return null;
  }
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" size="xs" disabled={!cursor.back} onClick={() => cursor.back?.()}>
        Newer
      </Button>
      <Button variant="default" size="xs" disabled={next === null} onClick={() => next !== null && cursor.forward(next)}>
        Older
      </Button>
    </Group>
  );
}
