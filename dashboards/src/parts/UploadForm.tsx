import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { post, upload } from '../api/client';
import { readJson } from '../api/files';
import * as queries from '../api/queries';
import type { Import } from '../api/types';
import { bytes } from '../format/numbers';
import { importKind } from '../format/words';
import { FileField } from './FileField';
import { Card } from './layout';
import { UploadEnd } from './UploadEnd';

const KINDS = ['contacts', 'consents', 'orders', 'online-retail', 'results'];

/** What a kind needs to know beyond the file; the rest takes the server's defaults. */
const EXTRAS: Record<string, { name: string; label: string; placeholder: string }[]> = {
  contacts: [{ name: 'defaultRegion', label: 'Region of phone numbers without a country code', placeholder: 'GB' }],
  consents: [{ name: 'defaultRegion', label: 'Region of phone numbers without a country code', placeholder: 'GB' }],
  orders: [
    { name: 'store', label: 'Store', placeholder: 'shop' },
    { name: 'currency', label: 'Currency', placeholder: 'GBP' },
    { name: 'zone', label: 'Time zone of the file', placeholder: 'Europe/London' },
  ],
  'online-retail': [
    { name: 'store', label: 'Store', placeholder: 'shop' },
    { name: 'currency', label: 'Currency', placeholder: 'GBP' },
    { name: 'zone', label: 'Time zone of the file', placeholder: 'Europe/London' },
  ],
};

export function UploadForm() {
  const cache = useQueryClient();
  const [kind, setKind] = useState('contacts');
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<File | null>(null);
  const [extras, setExtras] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState(false);
  const [sent, setSent] = useState(0);
  const start = useMutation({
    mutationFn: async (chosen: File) => {
      if (kind === 'results' && mapping !== null) {
        const { id } = await post<{ id: number }>('/imports/mappings', await readJson(mapping));
        return upload<Import>('/imports', { kind, fileName: chosen.name, mapping: id }, chosen, setSent);
      }
      const asked = Object.fromEntries((EXTRAS[kind] ?? []).map(({ name }) => [name, extras[name]?.trim()]));
      return upload<Import>('/imports', { kind, fileName: chosen.name, ...asked }, chosen, setSent);
    },
    onSuccess: () => {
      setFile(null);
      setSent(0);
      return cache.invalidateQueries({ queryKey: queries.keys.imports });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whole = file !== null && (kind !== 'results' || mapping !== null);
    setMissing(!whole);
    if (file !== null && whole) {
      start.mutate(file);
    }
  };

  return (
    <Card title="Import a file">
      <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
        <div style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))', alignItems: 'start' }}>
          <Select
            label="Kind"
            allowDeselect={false}
            value={kind}
            onChange={(value) => setKind(value ?? 'contacts')}
            data={KINDS.map((value) => ({ value, label: importKind(value) }))}
          />
          <FileField
            label="File"
            placeholder="CSV, also as .gz"
            accept=".csv,.gz,.xlsx,text/csv,application/gzip"
            value={file}
            onChange={setFile}
            description={file ? bytes(file.size) : undefined}
            error={missing && file === null ? 'Choose a file' : undefined}
          />
          {kind === 'results' && (
            <FileField
              label="Mapping"
              placeholder="JSON: what the columns and cells mean"
              accept=".json,application/json"
              value={mapping}
              onChange={setMapping}
              error={missing && mapping === null ? 'Choose the mapping of the file' : undefined}
            />
          )}
          {(EXTRAS[kind] ?? []).map((extra) => (
            <TextInput
              key={extra.name}
              label={extra.label}
              placeholder={extra.placeholder}
              value={extras[extra.name] ?? ''}
              onChange={(event) => setExtras({ ...extras, [extra.name]: event.currentTarget.value })}
            />
          ))}
        </div>
        <UploadEnd label="Start the import" error={start.error} pending={start.isPending} sent={sent}>
          {start.isSuccess && `${start.data.answer.fileName} was taken and is being read.`}
        </UploadEnd>
      </form>
    </Card>
  );
}
