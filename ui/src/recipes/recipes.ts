import { type GetCatalogResponse, ValueType } from '../api/wire';
import { Pantry } from './pantry';
import { rolesOf } from '../model/roles';
import { attribute, property, text, where } from '../shared/expressions';
import { type ListOf, listsOf, type Values } from './values';

/** The example that unites them, and the six kinds of micro-segments. */
export const KINDS = {
  all: 'All of it together',
  lifecycle: 'Lifecycle',
  purchase: 'Purchase',
  engagement: 'Engagement',
  affinity: 'Affinity',
  content: 'Content interest',
  told: 'What they told us',
} as const;

export type Kind = keyof typeof KINDS;

/** A segment to begin with. */
export interface Recipe {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** What it is good for. */
  readonly purpose: string;
  /** The segment as text; undefined where the workspace has not the data. */
  readonly expression: string | undefined;
  /** What data it would need, where it is not filled. */
  readonly needs: readonly string[];
}

/** The lists of values to ask for before recipes of a catalogue are written. */
export function listsFor(catalog: GetCatalogResponse): ListOf[] {
  return listsOf(rolesOf(catalog));
}

/** Every recipe, filled as far as the catalogue and its values allow. Pure. */
export function recipesOf(catalog: GetCatalogResponse, values: Values): Recipe[] {
  return RECIPES.map(({ id, kind, title, purpose, write }) => {
    const pantry = new Pantry(rolesOf(catalog), values);
    const written = write(pantry);
    const filled = pantry.missing.size === 0;
    return {
      id,
      kind,
      title: filled
        ? title(pantry)
        : title(new Pantry({ behaviour: {}, attribute: {} }, new Map())),
      purpose,
      expression: filled ? written : undefined,
      needs: [...pantry.missing],
    };
  });
}

const SKINCARE = /^skin[_ -]?care$/i;
const EDUCATION = /^educat/i;
const ANTI_AGING = /^anti[_ -]?age?ing$/i;

interface Draft extends Pick<Recipe, 'id' | 'kind' | 'purpose'> {
  title(pantry: Pantry): string;
  write(pantry: Pantry): string;
}

/** A title with a value in it, or a general word while there is none. */
function named(before: string, value: string, general: string, after = ''): string {
  return `${before} ${value === '' ? general : value}${after}`;
}

/** A value in quotes; nothing while there is none. */
function quoted(value: string): string {
  return value === '' ? '' : `“${value}”`;
}

const RECIPES: readonly Draft[] = [
  {
    id: 'new',
    kind: 'lifecycle',
    title: () => 'New customers',
    purpose: 'First order in the last 30 days, and no second one yet.',
    write: (p) => `${p.orders()} == 1\n  && ${p.did('buying')}.first() in last('30d')`,
  },
  {
    id: 'waiting',
    kind: 'lifecycle',
    title: () => 'Signed up, not bought yet',
    purpose: 'Joined within 30 days and still waiting for a first reason to buy.',
    write: (p) => p.reachable(`${p.signedUp()} in last('30d')\n  && !${p.did('buying')}`),
  },
  {
    id: 'slipping',
    kind: 'lifecycle',
    title: () => 'Slipping away',
    purpose: 'Bought one to three months ago, nothing in the last 30 days.',
    write: (p) =>
      `${p.did('buying')}.within(ago('90d', '30d'))\n  && !${p.did('buying')}.within(last('30d'))`,
  },
  {
    id: 'regulars',
    kind: 'purchase',
    title: () => 'Regulars',
    purpose: 'Two orders or more in the last 60 days.',
    write: (p) => `${p.orders(".within(last('60d'))")} >= 2`,
  },
  {
    id: 'spenders',
    kind: 'purchase',
    title: () => 'Big spenders',
    purpose: 'Spent 100 or more in the last 90 days.',
    write: (p) =>
      `${p.did('buying')}.within(last('90d')).sum(${property(p.property('buying', 'amount'))}) >= 100`,
  },
  {
    id: 'cart',
    kind: 'purchase',
    title: () => 'Left in the cart',
    purpose: 'Filled a cart in the last 7 days, and bought nothing in them.',
    write: (p) =>
      p.reachable(
        `${p.did('carting')}.within(last('7d'))\n  && !${p.did('buying')}.within(last('7d'))`,
      ),
  },
  {
    id: 'engaged',
    kind: 'engagement',
    title: () => 'Opens and clicks',
    purpose: 'Opened two e-mails or more in 30 days and clicked in at least one.',
    write: (p) =>
      `${p.messages(".within(last('30d'))", 'opening')} >= 2\n  && ${p.did('clicking')}.within(last('30d'))`,
  },
  {
    id: 'quiet',
    kind: 'engagement',
    title: () => 'Gone quiet',
    purpose: 'Was sent three e-mails or more in 60 days and opened none.',
    write: (p) =>
      `${p.messages(".within(last('60d'))", 'sending')} >= 3\n  && !${p.did('opening')}.within(last('60d'))`,
  },
  {
    id: 'fond',
    kind: 'affinity',
    title: (p) => named('Fond of', p.value('buying', 'category', SKINCARE), 'a category'),
    purpose: 'Two signs of three: bought it, keeps looking at it, put it in the cart.',
    write: (p) => {
      const bought = p.where('buying', 'category', SKINCARE);
      const value = p.value('buying', 'category', SKINCARE);
      const looked = where(p.property('viewing', 'category'), value);
      const carted = where(p.property('carting', 'category'), value);
      return (
        `atLeast(2, [\n  ${p.did('buying')}${bought}.within(last('90d')),\n` +
        `  ${p.did('viewing')}${looked}.within(last('30d')).count() >= 2,\n` +
        `  ${p.did('carting')}${carted}.within(last('30d'))\n])`
      );
    },
  },
  {
    id: 'tempted',
    kind: 'affinity',
    title: (p) => named('Tempted by', p.value('viewing', 'collection', ANTI_AGING), 'a range'),
    purpose: 'Looked twice or more in two weeks, never bought it.',
    write: (p) => {
      const value = p.value('viewing', 'collection', ANTI_AGING);
      const bought = where(p.property('buying', 'collection'), value);
      return (
        `${p.did('viewing')}${p.where('viewing', 'collection', ANTI_AGING)}.within(last('14d')).count() >= 2\n` +
        `  && !${p.did('buying')}${bought}`
      );
    },
  },
  {
    id: 'reads',
    kind: 'content',
    title: (p) => named('Reads about', p.value('opening', 'topic', EDUCATION), 'a topic'),
    purpose: 'Opened or clicked two messages or more about it in 30 days.',
    write: (p) =>
      `${p.messages(`${p.where('opening', 'topic', EDUCATION)}.within(last('30d'))`, 'opening', 'clicking')} >= 2`,
  },
  {
    id: 'explores',
    kind: 'content',
    title: (p) =>
      named('Explores', p.value('viewing', 'collection', ANTI_AGING), 'a range', ' this week'),
    purpose: 'Looked at it twice or more since the calendar week began.',
    write: (p) =>
      `${p.did('viewing')}${p.where('viewing', 'collection', ANTI_AGING)}.within(calendar('week')).count() >= 2`,
  },
  {
    id: 'told',
    kind: 'told',
    title: (p) => {
      const { attribute: of, value } = p.told();
      return of && value !== '' ? `${humanly(of.name)}: ${value}` : 'A preference they named';
    },
    purpose: 'Said so themselves, and may be written to.',
    write: (p) => {
      const { attribute: of, value } = p.told();
      const name = attribute(of?.name ?? '');
      return p.reachable(
        of?.type === ValueType.SET ? `${text(value)} in ${name}` : `${name} == ${text(value)}`,
      );
    },
  },
  {
    id: 'answered',
    kind: 'told',
    title: (p) =>
      named('Answered', quoted(p.value('answering', 'answer')), 'a question', ' lately'),
    purpose: 'Gave this answer in the last 30 days, and bought nothing in them.',
    write: (p) =>
      `${p.did('answering')}${p.where('answering', 'answer')}.within(last('30d'))\n` +
      `  && !${p.did('buying')}.within(last('30d'))`,
  },
  {
    id: 'article',
    kind: 'all',
    title: (p) => named('New, and keen on', p.value('buying', 'category', SKINCARE), 'a category'),
    purpose:
      'One order, in the last 30 days; bought the category, reads about it, looks around this week; may be written to.',
    write: (p) =>
      p.deliverable(
        `${p.orders()} == 1\n` +
          `  && ${p.did('buying')}.first() in last('30d')\n` +
          `  && ${p.did('buying')}${p.where('buying', 'category', SKINCARE)}.within(last('14d'))\n` +
          `  && ${p.messages(`${p.where('opening', 'topic', EDUCATION)}.within(last('30d'))`, 'opening', 'clicking')} >= 2\n` +
          `  && ${p.did('viewing')}${p.where('viewing', 'collection', ANTI_AGING)}.within(calendar('week')).count() >= 2`,
      ),
  },
];

/** `skin_type` as a title: Skin type. */
function humanly(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
