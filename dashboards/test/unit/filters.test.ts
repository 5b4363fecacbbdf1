import { expect, it } from 'vitest';
import { instants } from '../../src/parts/filters';

it('takes days as the zone has them, the last one included', () => {
  expect(instants('2026-01-01', '2026-01-31', 'Europe/Sofia')).toEqual({ from: '2025-12-31T22:00:00.000Z', until: '2026-01-31T22:00:00.000Z' });
  expect(instants('2026-10-25', '2026-10-25', 'Europe/Berlin')).toEqual({ from: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z' });
  expect(instants('2026-02-28', '')).toEqual({ from: '2026-02-28T00:00:00.000Z', until: null });
  expect(instants('no day', '2026-02-30')).toMatchObject({ from: null });
});
