import { Button, Group, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { address, post } from '../api/client';
import * as queries from '../api/queries';
import type { Run } from '../api/types';
import { count } from '../format/numbers';
import { channelName, reasonText, sentence } from '../format/words';
import { CsvLink } from '../parts/CsvButton';
import { FilterBar, useFilters } from '../parts/filters';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, Empty, Notice, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, StatePill } from '../parts/marks';
import { Pager, useCursor } from '../parts/Pager';
import { RunPage } from '../parts/RunPage';
import { may } from '../report/access';

const NAMES = ['arm', 'channel', 'country', 'language', 'did', 'didNot', 'state', 'reason'] as const;
type Filters = Record<(typeof NAMES)[number], string>;

const FACTS = ['sent', 'delivered', 'read', 'clicked', 'replied', 'optedOut', 'ordered'];
const STATES = ['sent', 'failed', 'skipped', 'deferred', 'unknown', 'pending'];
const ANY = { value: '', label: 'Any' };

export default function People() {
  return may(useMember(), 'readPeople') ? <RunPage>{(run) => <Behind run={run} />}</RunPage> : <Forbidden title="People" />;
}

function Behind({ run }: { run: Run }) {
  const [search] = useSearchParams();
  const choice = new URLSearchParams([...search].filter(([name]) => (NAMES as readonly string[]).includes(name))).toString();
  // Another choice begins at its first page.
  return <Chosen key={choice} run={run} choice={choice} />;
}

function Chosen({ run, choice }: { run: Run; choice: string }) {
  const member = useMember();
  const [filters, change] = useFilters(NAMES);
  const cursor = useCursor();
  const first = useQuery(queries.recipients(run.id, choice, null));
  const { data, error, isPending, refetch } = useQuery(queries.recipients(run.id, choice, cursor.after));
  const total = first.data?.total ?? null;
  const byLedger = filters.state !== '';
  return (
    <>
      <FilterBar>
        <Select label="Arm" size="xs" w={170} data={[ANY, ...run.arms.map((arm) => ({ value: String(arm.arm), label: arm.name }))]} value={filters.arm} onChange={(arm) => change({ arm: arm ?? '' })} />
        <Select
          label="In the ledger"
          size="xs"
          w={130}
          data={[ANY, ...STATES.map((state) => ({ value: state, label: sentence(state) }))]}
          value={filters.state}
          onChange={(state) => change(state ? { state, did: '', didNot: '' } : { state: '', reason: '' })}
        />
        {!byLedger && <Facts label="Did" value={filters.did} onChange={(did) => change({ did })} />}
        {!byLedger && <Facts label="Did not" value={filters.didNot} onChange={(didNot) => change({ didNot })} />}
        {byLedger && <TextInput label="Reason" size="xs" w={170} placeholder="no_consent" value={filters.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />}
        <TextInput label="Country" size="xs" w={80} maxLength={2} placeholder="DE" value={filters.country} onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() })} />
        <CsvLink href={address(`/runs/${run.id}/recipients.csv?${choice}`)} name={`run-${run.id}-people`} />
        {may(member, 'makeSegments') && !byLedger && <AsSegment run={run} filters={filters} choice={choice} />}
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton />}
      {data && data.items.length === 0 && (
        <Empty icon="runs" title="Nobody">
          No recipient of this run fits this choice.
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <Card title={total === null ? 'People' : `${count(total)} ${total === 1 ? 'person' : 'people'}`} sub={byLedger ? 'By where they stand in the ledger now' : 'By what they did, counted as the figures are: who clicked has read, who read has received'} flush>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Contact</th>
                <th scope="col" className="num">No.</th>
                <th scope="col">Arm</th>
                <th scope="col">Channel</th>
                <th scope="col">Country</th>
                <th scope="col">Language</th>
                <th scope="col">In the ledger</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((line) => (
                <tr key={line.ordinal}>
                  <th scope="row" className="mono">
                    {line.externalId ?? <NoValue reason="This contact was erased" />}
                  </th>
                  <td className="num">{count(line.ordinal)}</td>
                  <td>{run.arms.find((arm) => arm.arm === line.arm)?.name ?? line.arm}</td>
                  <td>{channelName(line.channel === '' ? null : line.channel)}</td>
                  <td>{line.country || <NoValue reason="Not known" />}</td>
                  <td>{line.language || <NoValue reason="Not known" />}</td>
                  <td>
                    <StatePill state={line.state} />
                    {line.reason && <span className="sub">{reasonText(line.reason)}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Pager cursor={cursor} next={data?.next ?? null} />
    </>
  );
}

function Facts({ label, value, onChange }: { label: string; value: string; onChange: (facts: string) => void }) {
  return (
    <MultiSelect
      label={label}
      size="xs"
      w={200}
      clearable
      data={FACTS.map((fact) => ({ value: fact, label: sentence(fact) }))}
      value={value === '' ? [] : value.split(',')}
      onChange={(facts) => onChange(facts.join(','))}
    />
  );
}

/** As the API takes it: lists as lists, and nothing that was not chosen. */
function selection(filters: Filters, choice: string): Record<string, string | number | string[]> {
  const given = [...new URLSearchParams(choice).keys()] as (keyof Filters)[];
  return Object.fromEntries(
    given.map((name) => [name, name === 'arm' ? Number(filters.arm) : name === 'did' || name === 'didNot' ? filters[name].split(',') : filters[name]]),
  );
}

function AsSegment({ run, filters, choice }: { run: Run; filters: Filters; choice: string }) {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: () => post<{ id: number; name: string }>(`/runs/${run.id}/recipients/segment`, { name, selection: selection(filters, choice) }),
    onSuccess: () => {
      setOpened(false);
      void cache.invalidateQueries({ queryKey: queries.keys.segments });
    },
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        Save as segment
      </Button>
      {save.data && <Notice icon="check">Segment “{save.data.name}” is saved and can be chosen for a campaign.</Notice>}
      <Modal opened={opened} onClose={() => setOpened(false)} title="Save as segment" closeButtonProps={{ 'aria-label': 'Close' }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <TextInput label="Name" required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <p style={{ color: 'var(--ink-2)', fontSize: '0.8125rem' }}>The segment is the rule, not a list: who comes to fit it later is in it, too. Consent is checked again before anything is sent.</p>
          {save.error && <ProblemNotice failure={save.error} />}
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
