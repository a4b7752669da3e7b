import type { ResultsRequestSchema } from '../../../api/messageWords';
import { type GetCatalogResponse, type MessageInitShape, ValueType } from '../../../api/wire';
import { rolesOf } from '../../../model/roles';
import { asked, eventsOf, lately, type Steps } from '../steps/steps';
import type { Subject } from '../subject';

/** With whom the segment is compared. */
export const COMPARISONS = {
  everyoneElse: 'everyone else',
  holdout: 'a holdout of the segment',
  audience: 'others',
  nobody: 'nobody',
} as const;

export type Comparison = keyof typeof COMPARISONS;

export function isComparison(text: string): text is Comparison {
  return Object.hasOwn(COMPARISONS, text);
}

/** What somebody chose in the form. */
export interface Form {
  /** The property by which a message is known, and its value; empty until it is chosen. */
  readonly message: { readonly property: string; readonly value: string };
  /** How far back orders count. */
  readonly days: number;
  readonly comparison: Comparison;
  /** Of a holdout or of others. */
  readonly expression: string;
}

/** What a holdout is called before somebody names one. */
export const HOLDOUT = "sample(10, 'spring')";

/** What of a workspace the results of messages are made of. */
export interface Sources {
  /** Channels of which it is known to whom messages were sent. */
  readonly channels: readonly string[];
  /** The behaviours of being sent a message. */
  readonly sent: readonly string[];
  /** Keyword properties of these, by which messages may be known, the likely ones first. */
  readonly properties: readonly string[];
  /** The behaviour of buying. */
  readonly orders: string | undefined;
  /** The number that says how much was spent. */
  readonly amount: string | undefined;
}

const CHANNELS = ['email', 'sms', 'push', 'whatsapp'];
const LIKELY = [/^campaign/i, /campaign/i, /^(message|flow)/i, /topic|subject/i];

/** Finds the sources by names and types. Pure. */
export function sourcesOf(catalog: GetCatalogResponse): Sources {
  const found = CHANNELS.flatMap((channel) => {
    const { sent } = eventsOf(catalog, channel);
    return sent === undefined ? [] : [{ channel, sent }];
  });
  const sent = [...new Set(found.map((each) => each.sent))];
  const named = catalog.behaviours
    .filter(({ name }) => sent.includes(name))
    .flatMap(({ properties }) => properties)
    .filter(({ type }) => type === ValueType.KEYWORD)
    .map(({ name }) => name);
  const rank = (name: string) => {
    const at = LIKELY.findIndex((form) => form.test(name));
    return at < 0 ? LIKELY.length : at;
  };
  const { buying } = rolesOf(catalog).behaviour;
  return {
    channels: found.map(({ channel }) => channel),
    sent,
    properties: [...new Set(named)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)),
    orders: buying?.behaviour,
    amount: buying?.property.amount,
  };
}

/** Orders that count; undefined where no behaviour is of buying. */
export function ordersOf({ orders }: Sources, days: number): string | undefined {
  return orders === undefined ? undefined : lately(orders, days);
}

/** The question of a form. */
export function questionOf(
  { predicate, workspace, asOf }: Subject,
  form: Form,
  channels: readonly Steps[],
  sources: Sources,
): MessageInitShape<typeof ResultsRequestSchema> {
  const orders = ordersOf(sources, form.days);
  return {
    workspace,
    asOf,
    segment: { segment: { case: 'predicate', value: predicate } },
    comparison: comparisonOf(form),
    channels: asked(channels),
    revenue:
      orders === undefined || sources.amount === undefined
        ? undefined
        : {
            events: { segment: { case: 'expression', value: orders } },
            property: sources.amount,
          },
  };
}

function comparisonOf({
  comparison,
  expression,
}: Form): MessageInitShape<typeof ResultsRequestSchema>['comparison'] {
  const others = { segment: { case: 'expression', value: expression } } as const;
  switch (comparison) {
    case 'everyoneElse':
      return { case: 'everyoneElse', value: {} };
    case 'holdout':
      return { case: 'holdout', value: others };
    case 'audience':
      return { case: 'audience', value: others };
    case 'nobody':
      return undefined;
  }
}
