import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { Run } from '../api/types';
import { steering } from '../report/access';
import { Icon } from './Icon';
import { ProblemNotice } from './layout';

const WORDS = {
  pause: { button: 'Pause', icon: 'pause' },
  resume: { button: 'Resume', icon: 'play' },
  cancel: { button: 'Cancel', icon: 'stop' },
} as const;

type Move = keyof typeof WORDS;

/** Pause and resume act at once: both can be taken back. Cancel cannot, so it asks. */
export function Steering({ run }: { run: Run }) {
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const steer = useMutation({
    mutationFn: (move: Move) => post<unknown>(`/campaigns/${run.campaignId}/${move}`),
    onSettled: async () => {
      setAsking(false);
      await Promise.all([cache.invalidateQueries({ queryKey: queries.keys.run(run.id) }), cache.invalidateQueries({ queryKey: queries.keys.runs })]);
    },
  });
  return (
    <>
      {steering(run.state).map((move) => (
        <Button
          key={move}
          variant="default"
          leftSection={<Icon name={WORDS[move].icon} size={16} />}
          loading={steer.isPending && steer.variables === move}
          disabled={steer.isPending}
          onClick={() => (move === 'cancel' ? setAsking(true) : steer.mutate(move))}
        >
          {WORDS[move].button}
        </Button>
      ))}
      <Modal opened={asking} onClose={() => setAsking(false)} title="Cancel this run?" centered closeButtonProps={{ 'aria-label': 'Close' }}>
        <Text size="sm">Nobody else will be sent this campaign. Messages that have left cannot be called back, and a cancelled campaign cannot be resumed.</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            Keep sending
          </Button>
          <Button color="red.8" loading={steer.isPending} onClick={() => steer.mutate('cancel')}>
            Cancel the run
          </Button>
        </Group>
      </Modal>
      <Modal opened={steer.isError} onClose={() => steer.reset()} title="That did not work" centered closeButtonProps={{ 'aria-label': 'Close' }}>
        <ProblemNotice failure={steer.error} />
      </Modal>
    </>
  );
}
