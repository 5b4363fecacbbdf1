import { Button, Group, Loader, Menu, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Export } from '../api/types';
import { count } from '../format/numbers';
import { Icon } from './Icon';
import { ProblemNotice } from './layout';

const PROFILES: { value: string; name: string }[] = [
  { value: 'machine', name: 'CSV for programs' },
  { value: 'xlsx', name: 'Excel workbook' },
  { value: 'excel-en', name: 'CSV for Excel, English' },
  { value: 'excel-de', name: 'CSV for Excel, German' },
  { value: 'excel-fr', name: 'CSV for Excel, French' },
  { value: 'excel-es', name: 'CSV for Excel, Spanish' },
  { value: 'excel-it', name: 'CSV for Excel, Italian' },
  { value: 'excel-pl', name: 'CSV for Excel, Polish' },
  { value: 'excel-bg', name: 'CSV for Excel, Bulgarian' },
];

export const roiName = (item: { id: number; profile: string }) => `parley-roi-${item.id}.${item.profile === 'xlsx' ? 'xlsx' : 'csv'}`;

/** Finance's file in one press: made, waited for, and downloaded together with its control totals. The arrow offers other forms. */
export function RoiDownload({ run, period, small }: { run?: number; period?: string; small?: boolean }) {
  const cache = useQueryClient();
  const create = useMutation({
    mutationFn: (profile: string) => post<Export>('/exports/roi', { run, period, profile }),
    onSuccess: () => cache.invalidateQueries({ queryKey: queries.keys.exports, predicate: (query) => query.queryKey[1] !== 'one' }),
  });
  const look = small ? ({ size: 'xs', variant: 'default' } as const) : {};
  return (
    <>
      <Button.Group>
        <Button {...look} leftSection={<Icon name="exports" size={small ? 14 : 16} />} loading={create.isPending} onClick={() => create.mutate('machine')}>
          {small ? 'ROI' : 'Download ROI'}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button {...look} px={8} aria-label="Other forms" disabled={create.isPending} style={small ? undefined : { borderLeft: '1px solid color-mix(in srgb, white 35%, transparent)' }}>
              <Icon name="down" size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {PROFILES.map((profile) => (
              <Menu.Item key={profile.value} onClick={() => create.mutate(profile.value)}>
                {profile.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Modal opened={create.isSuccess || create.isError} onClose={() => create.reset()} title="ROI export" centered closeButtonProps={{ 'aria-label': 'Close' }}>
        {create.error && <ProblemNotice failure={create.error} />}
        {create.data && <Waiting id={create.data.id} />}
      </Modal>
    </>
  );
}

function Waiting({ id }: { id: number }) {
  const { data, error } = useQuery(queries.oneExport(id));
  const started = useRef(false);
  const ready = data?.state === 'finished' && data.fileUrl && data.manifestUrl ? { file: data.fileUrl, manifest: data.manifestUrl, name: roiName(data) } : null;

  useEffect(() => {
    if (ready && !started.current) {
      started.current = true;
      download(ready.file, ready.name);
      // Two downloads in one tick are taken for one by some browsers.
      window.setTimeout(() => download(ready.manifest, `parley-roi-${id}-control-totals.json`), 400);
    }
  }, [ready, id]);

  if (error) {
    return <ProblemNotice failure={error} />;
  }
  if (data?.state === 'failed') {
    return <ProblemNotice failure={new Error(data.problem ?? 'The export failed.')} />;
  }
  if (!ready || !data) {
    return (
      <Group gap="sm" role="status">
        <Loader size="sm" />
        <Text size="sm">Writing the file…</Text>
      </Group>
    );
  }
  return (
    <div role="status">
      <Text size="sm">
        {data.rows === null ? 'The file is ready.' : `${count(data.rows)} lines are ready.`} The download has started; should the browser have stopped it, take them here.
      </Text>
      <Group mt="md" gap="xs">
        <Button component="a" href={ready.file} download={ready.name} variant="default">
          File
        </Button>
        <Button component="a" href={ready.manifest} download={`parley-roi-${id}-control-totals.json`} variant="default">
          Control totals
        </Button>
      </Group>
      {data.sha256 && (
        <Text mt="md" size="xs" c="dimmed">
          SHA-256
          <span className="mono" style={{ display: 'block', overflowWrap: 'anywhere' }}>
            {data.sha256}
          </span>
        </Text>
      )}
    </div>
  );
}

function download(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
