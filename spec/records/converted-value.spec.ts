import { expect } from 'chai';
import { converted } from '../../lib/records/converted-value';

describe('A value as the service converts it', () => {
  const cases: Record<string, string> = {
    '45012345': '45012345',
    '4.5012345E7': '45012345',
    '1.0': '1',
    '01': '1',
    '12345678901234567890': '12345678901234567890',
    TRUE: 'true',
    False: 'false',
    Truely: 'Truely',
    '#N/A': '',
    '2026-11-22T10:00:00Z': String(Date.UTC(2026, 10, 22, 10)),
    '2026-11-22T11:00:00.000+0100': String(Date.UTC(2026, 10, 22, 10)),
    '2026-99-22T10:00:00Z': '2026-99-22T10:00:00Z',
    '2026-11-22Z': '2026-11-22',
    'two\r\nlines': 'two\nlines',
    'two\rlines': 'two\nlines',
    'a\r': 'a',
    'ends in a blank ': 'ends in a blank',
    ' begins with one': 'begins with one',
    'Line one\nand "two", ünï': 'Line one\nand "two", ünï',
    é: 'é',
    x: 'x',
    '': '',
  };
  for (const [given, due] of Object.entries(cases)) {
    it(`is compared as ${JSON.stringify(due)}: ${JSON.stringify(given)}`, () => {
      expect(converted(given)).to.equal(due);
    });
  }
});
