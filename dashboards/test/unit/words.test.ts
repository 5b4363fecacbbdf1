import { expect, it } from 'vitest';
import { lines, valueName } from '../../src/format/words';

it('takes a text line by line, without blanks', () => {
  expect(lines(' 203.0.113.0/24\n\n  \nlinkscan \r\n')).toEqual(['203.0.113.0/24', 'linkscan']);
  expect(lines('')).toEqual([]);
});

it('names values of a dimension', () => {
  expect(valueName('segment', '7', 'Friends of tea')).toBe('Friends of tea');
  expect(valueName('country', 'GB', null)).toBe('United Kingdom');
  expect(valueName('country', '', null)).toBe('Unknown');
  expect(valueName('channel', '', null)).toBe('Hold-out');
  expect(valueName('hour', '', null)).toBe('Never sent');
  expect(valueName('weekday', '7', null)).toBe('Sunday');
});
