import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import * as queries from '../api/queries';
import type { RateCard } from '../api/types';
import { channelName, sentence } from '../format/words';
import { CsvButton } from '../parts/CsvButton';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, Empty, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { ChannelLabel } from '../parts/marks';
import { may } from '../report/access';

export default function RateCards() {
  return may(useMember(), 'export') ? <Cards /> : <Forbidden title="Rate cards" />;
}

function Cards() {
  const { data, error, isPending, refetch } = useQuery(queries.rateCards);
  return (
    <Page title="Rate cards" lead="What providers charge for a message, from a day on. A message costs what the card of its own day says" actions={<NewCard />}>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {isPending && !error && <TableSkeleton />}
      {data && data.items.length === 0 && (
        <Empty icon="file" title="No price yet">
          Until a card says what a message costs, its cost is not known.
        </Empty>
      )}
      {data && data.items.length > 0 && <CardTable cards={data.items} />}
    </Page>
  );
}

function CardTable({ cards }: { cards: RateCard[] }) {
  const today = new Date().toISOString().slice(0, 10);
  const place = (card: RateCard) => `${card.channel} ${card.country ?? ''} ${card.category ?? ''}`;
  const inForce = (card: RateCard) =>
    card.effectiveFrom <= today && !cards.some((other) => place(other) === place(card) && other.effectiveFrom <= today && other.effectiveFrom > card.effectiveFrom);
  return (
    <Card
      title="Prices"
      sub="The narrowest fitting card counts: a country's before that of all countries"
      side={
        <CsvButton
          name="rate-cards"
          rows={() => [
            ['channel', 'country', 'category', 'billed_on', 'price', 'currency', 'vendor', 'effective_from'],
            ...cards.map((card) => [card.channel, card.country, card.category, card.billedOn, card.price, card.currency, card.vendor, card.effectiveFrom]),
          ]}
        />
      }
      flush
    >
      <table className="table">
        <thead>
          <tr>
            {['Channel', 'Country', 'Category', 'From', 'Billed when', 'Vendor'].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
            <th scope="col" className="num">Price</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={`${place(card)} ${card.effectiveFrom}`} style={inForce(card) ? undefined : { color: 'var(--ink-2)' }}>
              <th scope="row">
                <ChannelLabel channel={card.channel} />
              </th>
              <td>{card.country ?? 'All others'}</td>
              <td>{sentence(card.category ?? 'marketing')}</td>
              <td>
                {card.effectiveFrom}
                <span className="sub">{inForce(card) ? 'in force' : card.effectiveFrom > today ? 'to come' : 'superseded'}</span>
              </td>
              <td>{sentence(card.billedOn)}</td>
              <td>{card.vendor}</td>
              <td className="num">
                {card.price} {card.currency}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const CHANNELS = ['viber', 'viber_business', 'whatsapp', 'messenger', 'instagram', 'telegram', 'rcs', 'line', 'apple', 'sms', 'email', 'push_app', 'push_apple', 'push_web'];

function NewCard() {
  const [opened, setOpened] = useState(false);
  const [channel, setChannel] = useState('viber');
  const [billedOn, setBilledOn] = useState('delivered');
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: (card: Record<string, unknown>) => post('/rate-cards', card),
    onSuccess: () => {
      setOpened(false);
      void cache.invalidateQueries({ queryKey: queries.keys.rateCards });
    },
  });
  return (
    <>
      <Button onClick={() => setOpened(true)}>Add a price</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Add a price" closeButtonProps={{ 'aria-label': 'Close' }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const text = (name: string) => String(form.get(name) ?? '').trim();
            add.mutate({ channel, billedOn, country: text('country').toUpperCase() || null, category: text('category') || null, price: text('price'), currency: text('currency').toUpperCase(), vendor: text('vendor'), effectiveFrom: text('effectiveFrom') });
          }}
          style={{ display: 'grid', gap: 10 }}
        >
          <Select label="Channel" allowDeselect={false} data={CHANNELS.map((one) => ({ value: one, label: channelName(one) }))} value={channel} onChange={(wanted) => wanted && setChannel(wanted)} />
          <TextInput name="country" label="Country" description="Two letters; empty: all that have no price of their own" maxLength={2} />
          <TextInput name="category" label="Category" description="As the provider bills it; empty: marketing" maxLength={50} />
          <Select label="Billed when" allowDeselect={false} data={['sent', 'delivered'].map((one) => ({ value: one, label: sentence(one) }))} value={billedOn} onChange={(wanted) => wanted && setBilledOn(wanted)} />
          <TextInput name="price" label="Price of one message" required inputMode="decimal" pattern="\d{1,6}(\.\d{1,6})?" title="Up to six decimals, with a point" />
          <TextInput name="currency" label="Currency" required maxLength={3} placeholder="EUR" />
          <TextInput name="vendor" label="Vendor" required maxLength={100} />
          <TextInput name="effectiveFrom" type="date" label="In force from" required />
          {add.error && <ProblemNotice failure={add.error} />}
          <Group justify="flex-end" mt="sm">
            <Button type="submit" loading={add.isPending}>
              Add
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
