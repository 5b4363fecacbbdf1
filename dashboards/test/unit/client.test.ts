import { describe, expect, it } from 'vitest';
import { address, csrfToken, newKey, problemOf } from '../../src/api/client';
import { may, steering } from '../../src/report/access';
import { split } from '../../src/report/manifest';
import { safeNext } from '../../src/report/next';

describe('a problem', () => {
  it('brings its title, detail and field errors', () => {
    const problem = problemOf(
      422,
      JSON.stringify({ title: 'The message cannot be sent as it is', detail: 'Two faults', errors: [{ field: 'arms[0]', detail: 'no address' }, 'noise'] }),
    );
    expect(problem.status).toBe(422);
    expect(problem.message).toBe('Two faults');
    expect(problem.errors).toEqual([{ field: 'arms[0]', detail: 'no address' }]);
  });

  it('is told even when a proxy answers with a page', () => {
    expect(problemOf(502, '<html>').title).toBe('The server answered 502');
    expect(problemOf(500, 'null').errors).toEqual([]);
  });
});

it('leaves out of an address what is not given', () => {
  expect(address('/runs', { after: null, limit: 50, campaign: undefined, zone: '' })).toBe('/api/v1/runs?limit=50');
  expect(address('/imports', { fileName: 'a & b.csv' })).toBe('/api/v1/imports?fileName=a+%26+b.csv');
});

it('reads the CSRF token from among the cookies', () => {
  expect(csrfToken('a=1; XSRF-TOKEN=x%3D%3D; b=2')).toBe('x==');
  expect(csrfToken('NOT-XSRF-TOKEN=1')).toBeNull();
});

it('makes a new idempotency key for each request', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newKey()).not.toBe(newKey());
});

it('never leaves this app after signing in', () => {
  expect(safeNext('/runs/42')).toBe('/runs/42');
  expect([null, '', 'https://evil.example', '//evil.example', '/\\evil.example'].map(safeNext)).toEqual(['/', '/', '/', '/', '/']);
});

it('offers a role only what the server allows it', () => {
  const member = (...roles: ('marketer' | 'analyst' | 'finance' | 'agent' | 'admin')[]) => ({ email: 'a@b', name: 'A', roles });
  expect(may(member('admin'), 'export')).toBe(true);
  expect(may(member('analyst'), 'export')).toBe(false);
  expect(may(member('analyst', 'finance'), 'export')).toBe(true);
  expect(may(member('finance'), 'steerRuns')).toBe(false);
  expect(may(member('agent'), 'readReports')).toBe(false);
  expect([steering('running'), steering('paused'), steering('finished')]).toEqual([['pause', 'cancel'], ['resume', 'cancel'], []]);
});

it('shows a manifest whatever lists it holds', () => {
  const { facts, tables } = split({ rows: 4, previous: null, totals: [{ lineType: 'cost', amount: '1.50' }], parameters: { run: 42, until: null }, reportingTotals: [] });
  expect(facts).toEqual([['rows', '4'], ['previous', '—'], ['run', '42']]);
  expect(tables.map((table) => table.name)).toEqual(['totals']);
  expect(tables[0]?.numeric).toEqual([false, true]);
});
