import { expect, test } from 'vitest';
import { cell, fileName, lines } from './csv';

test('plain values stand as they are', () => {
  expect(['', 'GB', 'Zoë', "O'Neil", 'a=b', '1-2'].map(cell)).toEqual([
    '',
    'GB',
    'Zoë',
    "O'Neil",
    'a=b',
    '1-2',
  ]);
});

test.each(['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\tx', '\rx', '-', '=', '--1'])(
  'what begins like a formula becomes a text: %j',
  (value) => {
    const written = cell(value);
    expect(written.replace(/^"/, '')[0]).toBe("'");
    expect(written).toContain(value);
  },
);

test('negative numbers are numbers, and a telephone number keeps its plus', () => {
  expect(['-5', '-0.25', '+441632', '-5.', '-1e3'].map(cell)).toEqual([
    '-5',
    '-0.25',
    "'+441632",
    "'-5.",
    "'-1e3",
  ]);
});

test('commas, quotes and line ends are quoted, formulas among them', () => {
  expect(cell('a,b')).toBe('"a,b"');
  expect(cell('say "hi"')).toBe('"say ""hi"""');
  expect(cell('two\nlines')).toBe('"two\nlines"');
  expect(cell('=HYPERLINK("x","y")')).toBe('"\'=HYPERLINK(""x"",""y"")"');
});

test('rows are lines', () => {
  expect(
    lines([
      ['customer_id', 'country'],
      ['c1', ''],
    ]),
  ).toBe('customer_id,country\r\nc1,\r\n');
});

test('a file is named after its segment', () => {
  expect(fileName('British leads / "VIP"')).toBe('British leads VIP.csv');
  expect(fileName('Käufer 2026')).toBe('Käufer 2026.csv');
  expect(fileName('../..')).toBe('segment.csv');
  expect(fileName('')).toBe('segment.csv');
});
