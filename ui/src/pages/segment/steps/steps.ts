import type { MessageChannelSchema } from '../../../api/messageWords';
import type { GetCatalogResponse, MessageInitShape } from '../../../api/wire';
import type { Role } from '../../../model/roles';
import { attribute, did, where } from '../../../shared/expressions';

/** A step that is asked of customers, as a text that somebody may change. */
export interface Step {
  /** Unique in its channel. */
  readonly name: string;
  readonly expression: string;
}

/** A way to write to customers, with what is asked of them in turn. */
export interface Steps {
  /** Unique. */
  readonly channel: string;
  readonly steps: readonly Step[];
}

/** Steps in other words than the usual ones, by {@link keyOf}. */
export type Changes = Readonly<Record<string, string>>;

/** Where a step stands: `email.sent`. */
export function keyOf(channel: string, step: string): string {
  return `${channel}.${step}`;
}

/** The steps with what was changed in them. */
export function changed(channels: readonly Steps[], changes: Changes): Steps[] {
  return channels.map(({ channel, steps }) => ({
    channel,
    steps: steps.map((step) => ({
      ...step,
      expression: changes[keyOf(channel, step.name)] ?? step.expression,
    })),
  }));
}

/** The channels as they are asked. */
export function asked(channels: readonly Steps[]): MessageInitShape<typeof MessageChannelSchema>[] {
  return channels.map(({ channel, steps }) => ({
    name: channel,
    steps: steps.map(({ name, expression }) => ({
      name,
      segment: { case: 'expression', value: expression } as const,
    })),
  }));
}

const PLACE = /^channels\[(\d+)\]\.steps\[(\d+)\]/;

/** The step that a refusal is about; undefined if it is about none. */
export function stepOf(place: string, channels: readonly Steps[]): string | undefined {
  const [, channel, step] = PLACE.exec(place) ?? [];
  const at = channels[Number(channel)];
  const name = at?.steps[Number(step)]?.name;
  return at && name !== undefined ? keyOf(at.channel, name) : undefined;
}

/** What happens to the messages of a channel; each part undefined where no behaviour is called so. */
export interface Events {
  readonly sent: string | undefined;
  readonly opened: string | undefined;
  readonly clicked: string | undefined;
}

/** The behaviours whose names tell of a channel: `sent_email`, `Opened Email`. */
export function eventsOf({ behaviours }: GetCatalogResponse, channel: string): Events {
  const own = behaviours.filter(
    ({ name, events }) => events > 0n && plain(name).includes(plain(channel)),
  );
  // The best word first: what was sent may also be known to be delivered.
  const called = (...words: readonly RegExp[]) =>
    words.map((word) => own.find(({ name }) => word.test(name))?.name).find(Boolean);
  return {
    sent: called(/sent|send/i, /received/i, /deliver/i),
    opened: called(/open/i),
    clicked: called(/click/i),
  };
}

/** Without case and what stands between words: `E-Mail` is `email`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** What became of messages with a property's value, for channels whose messages are known to be sent. */
export function resultSteps(
  catalog: GetCatalogResponse,
  channels: readonly string[],
  message: { readonly property: string; readonly value: string },
  orders: string | undefined,
): Steps[] {
  return channels.flatMap((channel) => {
    const events = eventsOf(catalog, channel);
    if (events.sent === undefined) return [];
    const step = (name: string, behaviour: string | undefined): Step[] =>
      behaviour === undefined
        ? []
        : [{ name, expression: did(behaviour) + where(message.property, message.value) }];
    const ordered = orders === undefined ? [] : [{ name: 'ordered', expression: orders }];
    const steps = [
      ...step('sent', events.sent),
      ...step('opened', events.opened),
      ...step('clicked', events.clicked),
      ...ordered,
    ];
    return [{ channel, steps }];
  });
}

/** Events within the last days. */
export function lately(behaviour: string, days: number): string {
  return `${did(behaviour)}.within(last('${days}d'))`;
}

/** How often one may write to a customer. */
export interface Quiet {
  /** Fewer messages of a channel than this … */
  readonly most: number;
  /** … within so many days. */
  readonly days: number;
}

/** Whom one may write to by a channel, asked in this order as far as the workspace knows of it. */
export function reachSteps(
  catalog: GetCatalogResponse,
  channel: { readonly name: string; readonly expression: string },
  {
    bouncing,
    suppressed,
    quiet,
  }: {
    readonly bouncing: Role | undefined;
    readonly suppressed: string;
    readonly quiet: Quiet;
  },
): Steps {
  const address = addressOf(catalog, channel.name);
  const { sent } = eventsOf(catalog, channel.name);
  const bounced =
    bouncing && /mail/i.test(channel.name)
      ? `!${did(bouncing.behaviour)}${bouncing.property.kind ? where(bouncing.property.kind, 'hard') : ''}`
      : undefined;
  const often = sent && `${lately(sent, quiet.days)}.count() < ${quiet.most}`;
  const steps: [string, string | undefined][] = [
    ['address', address && `has(${attribute(address)})`],
    ['agreed', channel.expression],
    ['not bounced', bounced],
    ['not suppressed', suppressed.trim() && `!(${suppressed.trim()})`],
    ['not too often', often],
  ];
  return {
    channel: channel.name,
    steps: steps.flatMap(([name, expression]) => (expression ? [{ name, expression }] : [])),
  };
}

const ADDRESSES: readonly (readonly [channel: RegExp, attribute: RegExp])[] = [
  [/mail/i, /^e-?mail([_ -]?address)?$/i],
  [/sms|text|phone|whatsapp/i, /^(phone|mobile)([_ -]?(number|no))?$/i],
];

function addressOf({ attributes }: GetCatalogResponse, channel: string): string | undefined {
  const form = ADDRESSES.find(([of]) => of.test(channel))?.[1];
  return form && attributes.find(({ name }) => form.test(name))?.name;
}
