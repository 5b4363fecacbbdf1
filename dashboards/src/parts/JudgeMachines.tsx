import { Button, Group, Modal, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { MachineRules } from '../api/types';
import { lines } from '../format/words';
import { ProblemNotice } from './layout';

/** A version that begins with what is in force: a line that is taken out is no longer a rule. */
export function NewRules({ current }: { current: MachineRules }) {
  return (
    <Ask name="Change the rules" path="/machine-rules" refreshed={queries.keys.machineRules} body={(text) => ({ agents: lines(text('agents')), networks: lines(text('networks')), reason: text('reason').trim() })}>
      <Text size="sm">A new version. It judges what comes in from now on; what came before keeps its verdicts until it is judged again.</Text>
      <Textarea name="agents" label="Programs" description="Parts of the User-Agent, one a line, beside those that are shipped" autosize minRows={3} maxRows={12} defaultValue={current.agents.join('\n')} />
      <Textarea name="networks" label="Networks" description="One a line, such as 203.0.113.0/24; an address stands for its /24 (IPv4) or /48 (IPv6)" autosize minRows={3} maxRows={12} defaultValue={current.networks.join('\n')} />
      <Textarea name="reason" label="Reason" required autosize minRows={2} maxLength={500} />
    </Ask>
  );
}

/** Times are the reader's own. */
export function AskRejudging() {
  return (
    <Ask
      name="Judge again"
      path="/rejudgings"
      refreshed={queries.keys.rejudgings}
      body={(text) => ({ from: new Date(text('from')).toISOString(), until: new Date(text('until')).toISOString(), reason: text('reason').trim() })}
    >
      <Text size="sm">Clicks and opens of a time are judged by the rules in force. Nothing changes before somebody else has looked at the outcome and approved it.</Text>
      <TextInput name="from" type="datetime-local" label="From" description="Not more than 29 days ago: what programs are told by is forgotten after 30" required />
      <TextInput name="until" type="datetime-local" label="Until" required />
      <Textarea name="reason" label="Reason" description="For whoever approves it, and for the auditor" required autosize minRows={2} maxLength={1000} />
    </Ask>
  );
}

interface AskProps {
  name: string;
  path: string;
  /** What is read anew when it was taken. */
  refreshed: readonly string[];
  body: (text: (field: string) => string) => unknown;
  children: ReactNode;
}

function Ask({ name, path, refreshed, body, children }: AskProps) {
  const [opened, setOpened] = useState(false);
  const cache = useQueryClient();
  const ask = useMutation({
    mutationFn: (wanted: unknown) => post(path, wanted),
    onSuccess: () => {
      setOpened(false);
      void cache.invalidateQueries({ queryKey: refreshed });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    ask.mutate(body((field) => String(form.get(field) ?? '')));
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{name}</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={name} closeButtonProps={{ 'aria-label': 'Close' }}>
        <form onSubmit={submit} style={{ display: 'grid', gap: 10 }}>
          {children}
          {ask.error && <ProblemNotice failure={ask.error} />}
          <Group justify="flex-end" mt="sm">
            <Button type="submit" loading={ask.isPending}>
              {name}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
