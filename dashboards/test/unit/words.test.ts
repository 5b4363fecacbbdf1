import { expect, it } from 'vitest';
import { lines } from '../../src/format/words';

it('takes a text line by line, without blanks', () => {
  expect(lines(' 203.0.113.0/24\n\n  \nlinkscan \r\n')).toEqual(['203.0.113.0/24', 'linkscan']);
  expect(lines('')).toEqual([]);
});
