import { MultiSelect, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { useSearchParams } from 'react-router';
import * as queries from '../api/queries';

dayjs.extend(utc);
dayjs.extend(timezone);

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

/** The instants that the API takes: midnights of the zone; until is exclusive there, so the day after. */
export function instants(from: string, until: string, zone = 'UTC'): { from: string | null; until: string | null } {
  const midnight = (date: string, plus: number) => {
    const day = dayjs.utc(date).add(plus, 'day');
    return date === '' || !day.isValid() ? null : dayjs.tz(`${day.format('YYYY-MM-DD')}T00:00:00`, zone).toISOString();
  };
  return { from: midnight(from, 0), until: midnight(until, 1) };
}

/** Simulated runs are never counted with live ones; imported ones are. Empty: what the answer says that it is about. */
export function RunsSelect({ value, answer, onChange }: { value: string; answer: { simulated: boolean } | undefined; onChange: (runs: string) => void }) {
  const shown = value || (answer ? (answer.simulated ? 'simulated' : 'live') : null);
  return (
    <Select
      label="Runs"
      size="xs"
      w={150}
      allowDeselect={false}
      data={[
        { value: 'live', label: 'Live, imported' },
        { value: 'simulated', label: 'Simulated' },
      ]}
      value={shown}
      onChange={(runs) => runs && onChange(runs)}
    />
  );
}

/** As the API asks for it; null: its own choice. */
export function simulated(runs: string): { simulated: string | null } {
  return { simulated: runs === '' ? null : String(runs === 'simulated') };
}

/** Up to 20 saved segments, ids with commas between. */
export function SegmentChoice({ value, onChange }: { value: string; onChange: (segments: string) => void }) {
  const { data } = useQuery({ ...queries.segments, placeholderData: keepPreviousData });
  return (
    <MultiSelect
      label="Segments"
      size="xs"
      w={360}
      searchable
      maxValues={20}
      data={(data?.items ?? []).map((segment) => ({ value: String(segment.id), label: segment.name }))}
      value={value === '' ? [] : value.split(',')}
      onChange={(ids) => onChange(ids.join(','))}
    />
  );
}

export function FilterBar({ children }: { children: React.ReactNode }) {
  return <div className="filters">{children}</div>;
}
