import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import { month as monthName } from '../format/times';
import { ProblemNotice } from './layout';

/** Closing is for good, so it asks; the first close also says which currency the books are kept in. */
export function ClosePeriod({ month }: { month: string }) {
  const cache = useQueryClient();
  const { data } = useQuery(queries.periods);
  const [asking, setAsking] = useState(false);
  const [currency, setCurrency] = useState('');
  const kept = data?.flatMap((period) => period.snapshots).at(0);
  const close = useMutation({
    mutationFn: () => post<unknown>(`/periods/${month}/close`, currency === '' ? {} : { reportingCurrency: currency.toUpperCase() }),
    onSuccess: async () => {
      setAsking(false);
      await cache.invalidateQueries({ queryKey: queries.keys.periods });
    },
  });
  return (
    <>
      <Button size="xs" onClick={() => setAsking(true)}>
        Close
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Close ${monthName(month)}?`} centered closeButtonProps={{ 'aria-label': 'Close the dialogue' }}>
        <Text size="sm">
          The month becomes a snapshot that never changes. Orders, refunds and bills of it that come in later are booked as corrections in the next open month.
        </Text>
        {kept ? (
          <Text size="sm" mt="sm">
            {kept.reportingCurrency === null ? 'The books are kept in the currency of each line.' : `The books are kept in ${kept.reportingCurrency}.`}
          </Text>
        ) : (
          <TextInput
            mt="md"
            label="Reporting currency"
            description="Every line is converted to it too, in this month and all later ones. Empty: none."
            placeholder="EUR"
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value)}
          />
        )}
        {close.error && (
          <div style={{ marginTop: 12 }}>
            <ProblemNotice failure={close.error} />
          </div>
        )}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            Keep it open
          </Button>
          <Button loading={close.isPending} onClick={() => close.mutate()}>
            Close the month
          </Button>
        </Group>
      </Modal>
    </>
  );
}
