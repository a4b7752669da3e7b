import { expect, test } from 'vitest';
import { create, PreviewWarningKind as Kind, PreviewWarningSchema } from '../../api/wire';
import { grouped, plainly, sentence } from './groups';

const warning = (kind: Kind, message: string, ...node: number[]) =>
  create(PreviewWarningSchema, { kind, message, node });

test('by kind, the heaviest first, the same words said once', () => {
  const groups = grouped([
    warning(Kind.NO_EFFECT, 'the total is the same', 0),
    warning(Kind.UNKNOWN_VALUE, "no customer has 'GX'", 1),
    warning(Kind.NO_EFFECT, 'the total is the same', 2),
    warning(Kind.NOBODY, 'nobody satisfies this'),
  ]);
  expect(groups.map(({ title, weight }) => [title, weight])).toEqual([
    ['Nobody', 'bad'],
    ['Values nobody has', 'bad'],
    ['Changes nothing', 'note'],
  ]);
  const [, , effects] = groups;
  expect(effects?.sayings.map(({ message }) => message)).toEqual(['The total is the same.']);
  expect(effects?.sayings[0]?.warnings.map(({ node }) => node)).toEqual([[0], [2]]);
});

test('every kind of the contract has a place of its own', () => {
  const kinds = Object.values(Kind).filter((kind): kind is Kind => typeof kind === 'number');
  const groups = grouped(kinds.map((kind) => warning(kind, String(kind))));
  expect(groups).toHaveLength(kinds.length);
  expect(groups.filter((group) => group.title === 'Also')).toHaveLength(1);
});

test('a kind that a newer server knows is told with what it says', () => {
  const [group] = grouped([warning(99 as Kind, 'something new')]);
  expect(group).toMatchObject({ title: 'Also', weight: 'note' });
  expect(group?.sayings[0]?.message).toBe('Something new.');
});

test('a denied "or" is told in the words of the builder', () => {
  const misread = warning(Kind.NEGATED_OR, 'negate an &&', 0);
  expect(plainly(misread, true)).toMatch(/^leaves out everyone who meets any one/);
  expect(plainly(misread, false)).toMatch(/^lets in everyone who misses at least one/);
  expect(plainly(warning(Kind.NOBODY, 'nobody satisfies this'), false)).toBe(
    'nobody satisfies this',
  );
});

test('what is meant instead of an unknown value is not said twice', () => {
  const unknown = warning(Kind.UNKNOWN_VALUE, "no event has 'skincar'; did you mean 'skincare'?");
  expect(plainly(unknown, false)).toBe("no event has 'skincar'");
});

test('messages become sentences', () => {
  expect(sentence('only 3 customers')).toBe('Only 3 customers.');
  expect(sentence('Well?')).toBe('Well?');
});
