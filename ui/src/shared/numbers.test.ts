import { expect, test } from 'vitest';
import { counted, milliseconds, share } from './numbers';

test('counts are grouped by thousands', () => {
  expect(counted(1234567n)).toBe('1,234,567');
});

test('a share never reads as nobody or everybody when it is not', () => {
  expect(share(0n, 100n)).toBe('0 %');
  expect(share(1n, 1_000_000n)).toBe('< 0.01 %');
  expect(share(999_999n, 1_000_000n)).toBe('> 99.99 %');
  expect(share(100n, 100n)).toBe('100 %');
  expect(share(1n, 3n)).toBe('33.3 %');
  expect(share(0n, 0n)).toBe('–');
});

test('short times keep their digits', () => {
  expect(milliseconds(420_000n)).toBe('0.42 ms');
  expect(milliseconds(4_200_000n)).toBe('4.2 ms');
  expect(milliseconds(42_000_000n)).toBe('42 ms');
});
