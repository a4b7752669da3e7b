import { expect, test } from 'vitest';
import { create, PredicateSchema } from '../../api/wire';
import { withKept } from '../../overlaps/kept';
import { choicesOf, chosenOf, matching, MAX_CHOSEN, toggled, toStored } from './chosen';

const everyone = create(PredicateSchema, { kind: { case: 'everyone', value: {} } });
const kept = withKept(withKept([], everyone, 'VIP'), everyone, 'Lapsing');
const choices = choicesOf(['British', 'VIP'], kept);
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

test('saved segments come first, and names are told apart', () => {
  expect(names(choices)).toEqual(['British', 'VIP', 'VIP (kept)', 'Lapsing']);
  expect(choices[1]?.predicate.kind).toMatchObject({ case: 'inSegment', value: { name: 'VIP' } });
});

test('what is stored is chosen again, without what is gone', () => {
  const stored = toStored(choices.slice(1, 3));
  expect(names(chosenOf(choices, stored))).toEqual(['VIP', 'VIP (kept)']);
  expect(names(chosenOf(choices.slice(0, 2), stored))).toEqual(['VIP']);
  expect(chosenOf(choices, '[]')).toEqual([]);
});

test('the first few are chosen on a first visit, or if what is stored cannot be read', () => {
  const many = choicesOf(
    Array.from({ length: 40 }, (_, i) => `s${i}`),
    [],
  );
  expect(names(chosenOf(many, undefined))).toEqual(['s0', 's1', 's2', 's3', 's4', 's5']);
  expect(chosenOf(many, 'no json')).toHaveLength(6);
});

test('no more are chosen than the server compares', () => {
  const many = choicesOf(
    Array.from({ length: MAX_CHOSEN + 20 }, (_, i) => `s${i}`),
    [],
  );
  expect(chosenOf(many, toStored(many))).toHaveLength(MAX_CHOSEN);
});

test('choosing keeps the order, choosing again takes away', () => {
  const [british, vip] = choices;
  if (!british || !vip) throw new Error('no choices');
  const both = toggled(choices, [vip], british);
  expect(names(both)).toEqual(['British', 'VIP']);
  expect(names(toggled(choices, both, vip))).toEqual(['British']);
});

test('names are searched in whatever case', () => {
  expect(names(matching(choices, ' vip '))).toEqual(['VIP', 'VIP (kept)']);
  expect(matching(choices, '')).toEqual(choices);
});
