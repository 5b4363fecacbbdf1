import { expect, it } from 'vitest';
import { between, duration, moment } from '../../src/format/times';
import { NONE } from '../../src/format/numbers';
import { channelName, reasonText, sentence } from '../../src/format/words';

it('tells durations in the two units that matter', () => {
  expect([0, 7, 60, 95, 3600, 5400].map(duration)).toEqual(['0 s', '7 s', '1 min', '1 min 35 s', '1 h', '1 h 30 min']);
  expect(between('2026-11-19T09:00:01Z', '2026-11-19T09:04:12Z')).toBe('4 min 11 s');
  expect(between('2026-11-19T09:00:01Z', null)).toBe(NONE);
  expect(moment(null)).toBe(NONE);
});

it('reads words that the server may invent tomorrow', () => {
  expect(sentence('not_sendable')).toBe('Not sendable');
  expect(sentence('conversionItt')).toBe('Conversion itt');
  expect(reasonText('no_consent')).toBe('No live consent');
  expect(reasonText('some_new_reason')).toBe('Some new reason');
  expect(reasonText(null)).toBe('No reason given');
  expect(channelName('whatsapp')).toBe('WhatsApp');
  expect(channelName('carrier_pigeon')).toBe('Carrier pigeon');
  expect(channelName(null)).toBe('Hold-out');
});
