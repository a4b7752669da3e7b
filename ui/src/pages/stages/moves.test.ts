import { describe, expect, test } from 'vitest';
import { timestampDate } from '../../api/wire';
import { daysBefore, fieldOf, flowsOf, fromField, linesOf } from './moves';

const line = (name: string, ...counts: bigint[]) => ({
  $typeName: 'lamella.v1.StageMovesResponse.Line' as const,
  name,
  counts,
});
const lines = linesOf({
  lines: [line('active', 50n, 7n, 0n), line('lapsed', 3n, 20n, 0n), line('', 12n, 0n, 900n)],
});

describe('moves', () => {
  test('a line has who was there and who is there; nobody is lost', () => {
    expect(lines.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['active', 57n, 65n],
      ['lapsed', 23n, 27n],
      ['no stage', 912n, 900n],
    ]);
    const sum = (of: 'before' | 'after') => lines.reduce((all, each) => all + each[of], 0n);
    expect(sum('before')).toBe(sum('after'));
  });

  test('flows are those between different stages, the largest first', () => {
    expect(flowsOf(lines, 10)).toEqual([
      { from: 'no stage', to: 'active', count: 12n },
      { from: 'active', to: 'lapsed', count: 7n },
      { from: 'lapsed', to: 'active', count: 3n },
    ]);
    expect(flowsOf(lines, 1)).toHaveLength(1);
  });
});

describe('instants', () => {
  test('days before an instant', () => {
    const instant = fromField('2026-06-17T12:00');
    expect(timestampDate(daysBefore(instant, 30)).toISOString()).toBe('2026-05-18T12:00:00.000Z');
  });

  test('what a field holds is read as it was written', () => {
    const instant = fromField('2026-06-17T12:34');
    expect(instant && fieldOf(instant)).toBe('2026-06-17T12:34');
    expect(fromField('')).toBeUndefined();
  });
});
