import {
  type Attribute,
  type Behaviour,
  type GetCatalogResponse,
  type Property,
  ValueType,
} from '../api/wire';

/** A behaviour with the properties that recipes ask of it, as far as it has them. */
export interface Role {
  readonly behaviour: string;
  readonly property: Readonly<Partial<Record<PropertyRole, string>>>;
}

export type PropertyRole =
  'order' | 'amount' | 'category' | 'collection' | 'topic' | 'message' | 'kind' | 'answer';

export type BehaviourRole =
  'buying' | 'viewing' | 'carting' | 'sending' | 'opening' | 'clicking' | 'bouncing' | 'answering';

export type AttributeRole = 'signedUp' | 'consent' | 'told';

/** Which of the workspace's names play the parts that recipes are about. */
export interface Roles {
  readonly behaviour: Readonly<Partial<Record<BehaviourRole, Role>>>;
  readonly attribute: Readonly<Partial<Record<AttributeRole, Attribute>>>;
}

interface Pattern {
  readonly types: readonly ValueType[];
  /** The best first. */
  readonly names: readonly RegExp[];
}

const LISTED = [ValueType.KEYWORD];

const PROPERTIES: Record<PropertyRole, Pattern> = {
  order: {
    types: [ValueType.KEYWORD, ValueType.TEXT, ValueType.NUMBER],
    names: [/^order[_ -]?(id|no|number)$/i, /^(invoice|transaction|receipt|basket)/i, /^order$/i],
  },
  amount: {
    types: [ValueType.NUMBER],
    names: [/^(amount|revenue|total|spent)$/i, /amount|revenue|total|spen[dt]/i, /price|value/i],
  },
  category: {
    types: LISTED,
    names: [
      /^(product[_ -]?)?category$/i,
      /categor|department/i,
      /brand|product[_ -]?type|collection/i,
    ],
  },
  collection: {
    types: LISTED,
    names: [/^collection$/i, /collection|series|range|theme/i, /categor|section|brand/i],
  },
  topic: {
    types: LISTED,
    names: [/^topic$/i, /topic|theme|content|subject/i, /categor|tag/i, /campaign/i],
  },
  message: {
    types: [ValueType.KEYWORD, ValueType.TEXT, ValueType.NUMBER],
    names: [/^(message|mail|email|send)[_ -]?id$/i, /message|campaign/i],
  },
  kind: { types: LISTED, names: [/^(kind|type)$/i, /kind|type|class|reason/i] },
  answer: { types: LISTED, names: [/^answer$/i, /answer|response|choice|option/i, /^value$/i] },
};

const BEHAVIOURS: Record<BehaviourRole, readonly RegExp[]> = {
  buying: [/^(purchase|purchased|order|ordered|bought)$/i, /purchase|bought|checkout|order|sale/i],
  viewing: [/^viewed$/i, /^(product|page)?[_ -]?view/i, /view|brows|visit/i],
  carting: [/cart|basket/i],
  sending: [
    /^(sent[_ -]?e?mail|e?mail[_ -]?sent)$/i,
    /(deliver|receiv)\w*[_ -]?e?mail|e?mail[_ -]?(deliver|receiv)/i,
    /^sent|sent$/i,
  ],
  opening: [/open\w*[_ -]?e?mail|e?mail[_ -]?open/i, /^open/i],
  clicking: [/click\w*[_ -]?e?mail|e?mail[_ -]?click/i, /^click/i],
  bouncing: [/bounce/i],
  answering: [/pop[_ -]?up|quiz|survey|poll|questionnaire/i, /answer|feedback/i],
};

const ATTRIBUTES: Record<AttributeRole, Pattern> = {
  signedUp: {
    types: [ValueType.INSTANT, ValueType.DATE],
    names: [/sign(ed)?[_ -]?up/i, /regist|joined|member[_ -]?since/i, /created|first[_ -]?seen/i],
  },
  consent: {
    types: [ValueType.KEYWORD, ValueType.BOOLEAN],
    names: [/consent.*mail|mail.*(consent|opt)/i, /consent|opt[_ -]?in|permission/i, /subscri/i],
  },
  told: {
    types: [ValueType.KEYWORD, ValueType.SET],
    names: [/skin|hair|diet|allerg|size/i, /prefer|interest|favou?rite|goal|concern|style/i],
  },
};

/** Finds who plays which part, by names and types. Pure. */
export function rolesOf(catalog: GetCatalogResponse): Roles {
  return {
    behaviour: mapped(BEHAVIOURS, (names) => roleOf(catalog.behaviours, names)),
    attribute: mapped(ATTRIBUTES, (pattern) => best(catalog.attributes, pattern)),
  };
}

function roleOf(behaviours: readonly Behaviour[], names: readonly RegExp[]): Role | undefined {
  const found = byName(
    behaviours.filter((behaviour) => behaviour.events > 0n),
    names,
  );
  return (
    found && {
      behaviour: found.name,
      property: mapped(PROPERTIES, (pattern) => best(found.properties, pattern)?.name),
    }
  );
}

function best<T extends Property | Attribute>(all: readonly T[], pattern: Pattern): T | undefined {
  return byName(
    all.filter((each) => pattern.types.includes(each.type)),
    pattern.names,
  );
}

/** The first that the best pattern fits; an earlier pattern wins over an earlier name. */
function byName<T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly RegExp[],
): T | undefined {
  for (const name of names) {
    const found = all.find((each) => name.test(each.name));
    if (found) return found;
  }
  return undefined;
}

function mapped<K extends string, V, W>(
  of: Record<K, V>,
  change: (value: V) => W | undefined,
): Partial<Record<K, W>> {
  const result: Partial<Record<K, W>> = {};
  for (const key of Object.keys(of) as K[]) {
    const value = change(of[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
}
