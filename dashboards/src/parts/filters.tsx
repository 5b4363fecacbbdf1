import { Select, TextInput } from '@mantine/core';
import { useSearchParams } from 'react-router';

/** Filters live in the address: a page that is sent to somebody shows what the sender saw. */
export function useFilters<Name extends string>(names: readonly Name[]): [Record<Name, string>, (changed: Partial<Record<Name, string>>) => void] {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<Name, string>;
  const change = (changed: Partial<Record<Name, string>>) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changed)) {
          if (typeof value === 'string' && value !== '') {
            after.set(name, value);
          } else {
            after.delete(name);
          }
        }
        return after;
      },
      { replace: true },
    );
  return [values, change];
}

export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone that the browser knows; UTC is not always among them. */
const ZONES = [...new Set(['UTC', HERE, ...Intl.supportedValuesOf('timeZone')])].sort();

export function ZoneSelect({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  return <Select label="Time zone" size="xs" w={210} searchable allowDeselect={false} data={ZONES} value={value} onChange={(zone) => zone && onChange(zone)} />;
}

/** Days of the reader's choice, from inclusive, until inclusive as people mean it. Empty: the server's usual range. */
export function DayRange({ from, until, onChange }: { from: string; until: string; onChange: (changed: { from?: string; until?: string }) => void }) {
  return (
    <>
      <TextInput type="date" label="From" size="xs" w={150} max={until || undefined} value={from} onChange={(event) => onChange({ from: event.currentTarget.value })} />
      <TextInput type="date" label="Until" size="xs" w={150} min={from || undefined} value={until} onChange={(event) => onChange({ until: event.currentTarget.value })} />
    </>
  );
}

/** The instants that the API takes: until is exclusive there, so the day after. In UTC, as the server's own range is. */
export function instants(from: string, until: string): { from: string | null; until: string | null } {
  const day = (date: string, plus: number) => {
    const at = new Date(`${date}T00:00:00Z`);
    return date === '' || Number.isNaN(at.getTime()) ? null : new Date(at.getTime() + plus * 86_400_000).toISOString();
  };
  return { from: day(from, 0), until: day(until, 1) };
}

export function FilterBar({ children }: { children: React.ReactNode }) {
  return <div className="filters">{children}</div>;
}
