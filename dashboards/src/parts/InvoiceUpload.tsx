import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { post, upload } from '../api/client';
import { readJson } from '../api/files';
import * as queries from '../api/queries';
import type { Invoice } from '../api/types';
import { taken } from '../report/invoice';
import { FileField } from './FileField';
import { Card } from './layout';
import { UploadEnd } from './UploadEnd';

const FIELDS: { name: string; label: string; placeholder: string; type?: string; optional?: boolean }[] = [
  { name: 'vendor', label: 'Vendor', placeholder: 'Rakuten Viber' },
  { name: 'number', label: 'Invoice number', placeholder: '2026-0917' },
  { name: 'from', label: 'Period from', placeholder: '', type: 'date' },
  { name: 'to', label: 'Period to', placeholder: '', type: 'date' },
  { name: 'currency', label: 'Currency', placeholder: 'EUR' },
  { name: 'total', label: 'Total before tax', placeholder: '1240.50' },
  { name: 'tax', label: 'Tax', placeholder: '0.00', optional: true },
];

/** An invoice as its provider sends it, with the mapping that says what its columns mean. */
export function InvoiceUpload() {
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<File | null>(null);
  const [head, setHead] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState(0);
  const given = (name: string) => head[name]?.trim() ?? '';
  const take = useMutation({
    mutationFn: async ({ lines, meaning }: { lines: File; meaning: File }) => {
      const { id } = await post<{ id: number }>('/invoices/mappings', await readJson(meaning));
      const query = Object.fromEntries(FIELDS.map(({ name }) => [name, given(name)]));
      return upload<Invoice>('/invoices', { ...query, mapping: id, fileName: lines.name }, lines, setSent);
    },
    onSuccess: () => {
      setFile(null);
      setHead({});
      setAsked(false);
      setSent(0);
      return cache.invalidateQueries({ queryKey: queries.keys.invoices });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (file !== null && mapping !== null && FIELDS.every(({ name, optional }) => optional || given(name) !== '')) {
      take.mutate({ lines: file, meaning: mapping });
    }
  };

  return (
    <Card title="Take an invoice" sub="It is taken whole, if its lines add up to the total, or not at all">
      <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
        <div style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))', alignItems: 'start' }}>
          {FIELDS.map(({ name, label, placeholder, type, optional }) => (
            <TextInput
              key={name}
              label={label}
              placeholder={placeholder}
              type={type}
              value={head[name] ?? ''}
              onChange={(event) => setHead({ ...head, [name]: event.currentTarget.value })}
              error={asked && !optional && given(name) === '' ? 'Must be given' : undefined}
            />
          ))}
          <FileField
            label="File"
            placeholder="CSV, also as .gz"
            accept=".csv,.gz,text/csv,application/gzip"
            value={file}
            onChange={setFile}
            error={asked && file === null ? 'Choose a file' : undefined}
          />
          <FileField
            label="Mapping"
            placeholder="JSON"
            accept=".json,application/json"
            value={mapping}
            onChange={setMapping}
            error={asked && mapping === null ? 'Choose the mapping of the file' : undefined}
          />
        </div>
        <UploadEnd label="Take the invoice" error={take.error} pending={take.isPending} sent={sent}>
          {take.isSuccess && taken(take.data)}
        </UploadEnd>
      </form>
    </Card>
  );
}
