import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Export } from '../api/types';
import { count } from '../format/numbers';
import { Icon } from './Icon';
import { ProblemNotice } from './layout';

/** Finance's file in one press: made, waited for, and downloaded together with its control totals. */
export function RoiDownload({ run }: { run: number | null }) {
  const cache = useQueryClient();
  const create = useMutation({
    mutationFn: () => post<Export>('/exports/roi', run === null ? { profile: 'machine' } : { run, profile: 'machine' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: queries.keys.exports, predicate: (query) => query.queryKey[1] !== 'one' }),
  });
  return (
    <>
      <Button leftSection={<Icon name="exports" size={16} />} loading={create.isPending} onClick={() => create.mutate()}>
        Download ROI
      </Button>
      <Modal opened={create.isSuccess || create.isError} onClose={() => create.reset()} title="ROI export" centered closeButtonProps={{ 'aria-label': 'Close' }}>
        {create.error && <ProblemNotice failure={create.error} retry={() => create.mutate()} />}
        {create.data && <Waiting id={create.data.id} />}
      </Modal>
    </>
  );
}

function Waiting({ id }: { id: number }) {
  const { data, error } = useQuery(queries.oneExport(id));
  const started = useRef(false);
  const ready = data?.state === 'finished' && data.fileUrl && data.manifestUrl ? { file: data.fileUrl, manifest: data.manifestUrl } : null;

  useEffect(() => {
    if (ready && !started.current) {
      started.current = true;
      download(ready.file, `parley-roi-${id}.csv`);
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
        <Button component="a" href={ready.file} download={`parley-roi-${id}.csv`} variant="default">
          CSV
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
