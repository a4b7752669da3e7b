import { listed, one, plural, quoted, words } from './words';

/** How doing something is told. */
export interface Deed {
  /** After "who": bought, opened. */
  readonly past: string;
  /** After "have not": bought, been sent. */
  readonly perfect: string;
  /** What it is done to, with its article; empty for none. */
  readonly object: string;
  /** One event of it: purchase, email open. */
  readonly noun: string;
}

interface Verb {
  readonly past: string;
  readonly perfect?: string;
  /** Said where the name holds no object. */
  readonly object?: string;
  readonly noun: string;
  /** Where the noun stands when there is an object: "email open", but "sent email". */
  readonly before?: boolean;
}

const VERBS: Record<string, Verb> = {};

function verb(names: string, past: string, noun: string, more: Partial<Verb> = {}): void {
  for (const name of names.split(' ')) VERBS[name] = { past, noun, ...more };
}

verb('purchase purchased bought buy', 'bought', 'purchase');
verb('order ordered', 'ordered', 'order');
verb('view viewed', 'viewed', 'view', { object: 'something' });
verb('open opened', 'opened', 'open', { object: 'something' });
verb('click clicked', 'clicked', 'click', { object: 'something' });
verb('visit visited', 'visited', 'visit');
verb('search searched', 'searched', 'search');
verb('answer answered', 'answered', 'answer', { object: 'something' });
verb('bounce bounced', 'had', 'bounce', { object: 'a bounce' });
verb('unsubscribe unsubscribed', 'unsubscribed', 'unsubscription');
verb('subscribe subscribed', 'subscribed', 'subscription');
verb('cart carted basket', 'put', 'cart addition', { object: 'something in the cart' });
verb('return returned', 'returned', 'return', { object: 'something' });
verb('review reviewed', 'reviewed', 'review', { object: 'something' });
verb('download downloaded', 'downloaded', 'download', { object: 'something' });
verb('watch watched', 'watched', 'watch', { object: 'something' });
verb('complete completed', 'completed', 'completion', { object: 'something' });
verb('submit submitted', 'submitted', 'submission', { object: 'something' });
verb('install installed', 'installed', 'installation', { object: 'something' });
verb('redeem redeemed', 'redeemed', 'redemption', { object: 'something' });
verb('login', 'logged in', 'login');
verb('signup', 'signed up', 'sign-up');
// What is done to customers, not by them.
const passive = { before: true, object: 'something' };
verb('sent send', 'were sent', 'sent', { ...passive, perfect: 'been sent' });
verb('delivered delivery', 'received', 'delivered', passive);

const OBJECTS: Record<string, string> = {
  email: 'an email',
  sms: 'a text message',
  mail: 'an email',
};

/** How a behaviour of this name is told; plainly as an event where the name holds no known verb. */
export function deed(behaviour: string): Deed {
  const all = words(behaviour);
  const at = all.findIndex((word) => Object.hasOwn(VERBS, word));
  const found = VERBS[all[at] ?? ''];
  const rest = all.filter((_, place) => place !== at).join(' ');
  // A third word may turn the meaning round: "failed purchase attempt".
  if (!found || all.length > 2 || (rest !== '' && found.object === 'a bounce')) {
    const event = `${quoted(behaviour)} event`;
    return { past: 'had', perfect: 'had', object: `a ${event}`, noun: event };
  }
  const { past, perfect = past, noun } = found;
  if (rest === '')
    return { past, perfect, object: found.object ?? '', noun: found.before ? behaviour : noun };
  // "Bought gift", "subscribed newsletter": without an article's place the event is named.
  if (found.object === undefined) {
    const event = `${quoted(behaviour)} event`;
    return { past: 'had', perfect: 'had', object: `a ${event}`, noun: event };
  }
  return {
    past,
    perfect,
    object: OBJECTS[rest] ?? one(rest),
    noun: found.before ? `${noun} ${rest}` : `${rest} ${noun}`,
  };
}

/** "opened or clicked an email", "bought or opened an email": tense is that of the first word. */
export function deeds(behaviours: readonly string[], tense: 'past' | 'perfect'): string {
  if (behaviours.length === 0) return `${tense === 'past' ? 'did' : 'done'} something`;
  const all = behaviours.map(deed);
  const objects = new Set(all.map((each) => each.object));
  if (objects.size === 1) {
    const verbs = [...new Set(all.map((each) => each[tense]))];
    return `${listed(verbs, 'or')} ${all[0]?.object ?? ''}`.trim();
  }
  return listed(
    all.map((each) => `${each[tense]} ${each.object}`.trim()),
    'or',
  );
}

/** "purchase", "email opens or email clicks". */
export function nouns(behaviours: readonly string[], count: 'one' | 'many'): string {
  if (behaviours.length === 0) return count === 'one' ? 'event' : 'events';
  const all = behaviours.map((behaviour) => deed(behaviour).noun);
  return listed(count === 'one' ? all : all.map(plural), 'or');
}

/** Whether this is buying, so that sums of money are spent. */
export function isBuying(behaviours: readonly string[]): boolean {
  return behaviours.every((behaviour) => /^(bought|ordered)$/.test(deed(behaviour).past));
}
