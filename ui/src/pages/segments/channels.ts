import { type Attribute, type GetCatalogResponse, ValueType } from '../../api/wire';
import { AGREED } from '../../shared/consent';
import { attribute as written, text } from '../../shared/expressions';

/** A way to write to customers. */
export interface Channel {
  readonly name: string;
  /** Who may be written to, as an expression. */
  readonly expression: string;
}

/** So many are asked at once. */
export const MAX_CHANNELS = 6;

const TOLD = [/^(?:consent|opt[_ -]?in)[_ -](.+)$/i, /^(.+?)[_ -](?:consent|opt[_ -]?in)$/i];

/** Attributes that tell by name and type who agreed to be written to, each with the channel's name. */
export function consents(catalog: GetCatalogResponse): ReadonlyMap<string, Attribute> {
  const found = new Map<string, Attribute>();
  for (const attribute of catalog.attributes) {
    if (attribute.type !== ValueType.BOOLEAN && attribute.type !== ValueType.KEYWORD) continue;
    const [, channel] = TOLD.map((form) => form.exec(attribute.name)).find(Boolean) ?? [];
    if (channel !== undefined && found.size < MAX_CHANNELS) found.set(channel, attribute);
  }
  return found;
}

/** The channel of an attribute; undefined if none of its values says that somebody agreed. */
export function channelOf(
  name: string,
  attribute: Attribute,
  values: readonly string[],
): Channel | undefined {
  const own = written(attribute.name);
  if (attribute.type === ValueType.BOOLEAN) return { name, expression: own };
  const agreed = values.find((value) => AGREED.test(value));
  return agreed === undefined ? undefined : { name, expression: `${own} == ${text(agreed)}` };
}

/** What of a form can be asked: channels with a name of their own and a condition. */
export function usable(channels: readonly Channel[]): Channel[] {
  const taken = new Set<string>();
  return channels.filter(({ name, expression }) => {
    const own = name.trim();
    if (own === '' || expression.trim() === '' || taken.has(own)) return false;
    taken.add(own);
    return true;
  });
}

/** Channels as a text to store. */
export function toStored(channels: readonly Channel[]): string {
  return JSON.stringify(channels.map(({ name, expression }) => [name, expression]));
}

/** The channels of a stored text; undefined where there is none or it cannot be read. */
export function fromStored(stored: string | undefined): Channel[] | undefined {
  if (stored === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(stored);
    if (!Array.isArray(parsed)) return undefined;
    return parsed.slice(0, MAX_CHANNELS).flatMap((each: unknown) => {
      if (!Array.isArray(each)) return [];
      const [name, expression]: unknown[] = each;
      return typeof name === 'string' && typeof expression === 'string'
        ? [{ name, expression }]
        : [];
    });
  } catch {
    return undefined;
  }
}
