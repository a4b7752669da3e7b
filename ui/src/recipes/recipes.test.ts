import { describe, expect, test } from 'vitest';
import {
  create,
  type GetCatalogResponse,
  GetCatalogResponseSchema,
  type ValueCount,
  ValueCountSchema,
  ValueType,
} from '../api/wire';
import { KINDS, listsFor, recipesOf } from './recipes';
import { attribute, property, text } from '../shared/expressions';
import { keyOf, type ListOf, type Values } from './values';

const { KEYWORD, TEXT, SET, BOOLEAN, NUMBER, DATE, INSTANT } = ValueType;
const message = { campaign: KEYWORD, message_id: KEYWORD, topic: KEYWORD };

type Types = Record<string, ValueType>;

function catalogOf(attributes: Types, behaviours: Record<string, Types>): GetCatalogResponse {
  const typed = (types: Types) => Object.entries(types).map(([name, type]) => ({ name, type }));
  return create(GetCatalogResponseSchema, {
    population: 20_000n,
    attributes: typed(attributes),
    behaviours: Object.entries(behaviours).map(([name, properties]) => ({
      name,
      events: 100n,
      properties: typed(properties),
    })),
  });
}

/** The demo shop's. */
const SHOP = catalogOf(
  {
    age: NUMBER,
    birthday: DATE,
    city: KEYWORD,
    consent_email: KEYWORD,
    consent_sms: KEYWORD,
    country: KEYWORD,
    email: TEXT,
    gender: KEYWORD,
    lifetime_value: NUMBER,
    loyalty_tier: KEYWORD,
    signed_up: INSTANT,
    skin_type: KEYWORD,
    subscribed: BOOLEAN,
    tags: SET,
  },
  {
    bounced: { ...message, kind: KEYWORD },
    cart: { category: KEYWORD, sku: KEYWORD },
    clicked_email: message,
    clicked_sms: message,
    delivered_email: message,
    delivered_sms: message,
    opened_email: message,
    popup_answered: { answer: KEYWORD, question: KEYWORD },
    purchase: {
      amount: NUMBER,
      category: KEYWORD,
      collection: KEYWORD,
      order_id: KEYWORD,
      quantity: NUMBER,
      sku: KEYWORD,
    },
    sent_email: message,
    sent_sms: message,
    viewed: { category: KEYWORD, collection: KEYWORD, sku: KEYWORD },
  },
);

const LISTS: readonly (readonly [ListOf, string])[] = [
  [{ case: 'property', behaviour: 'purchase', property: 'category' }, 'skincare make-up'],
  [{ case: 'property', behaviour: 'purchase', property: 'collection' }, 'anti-aging hydration'],
  [{ case: 'property', behaviour: 'viewed', property: 'category' }, 'skincare make-up'],
  [{ case: 'property', behaviour: 'viewed', property: 'collection' }, 'anti-aging hydration'],
  [{ case: 'property', behaviour: 'opened_email', property: 'topic' }, 'offer education news'],
  [{ case: 'property', behaviour: 'bounced', property: 'kind' }, 'soft hard'],
  [{ case: 'property', behaviour: 'popup_answered', property: 'answer' }, 'dry oily'],
  [{ case: 'attribute', attribute: 'consent_email' }, 'subscribed unsubscribed never'],
  [{ case: 'attribute', attribute: 'skin_type' }, 'dry combination'],
];

function valuesOf(lists: readonly (readonly [ListOf, string])[]): Values {
  const counted = (values: string): ValueCount[] =>
    values
      .split(' ')
      .map((value, i) => create(ValueCountSchema, { value, count: BigInt(100 - i) }));
  return new Map(lists.map(([list, values]) => [keyOf(list), counted(values)]));
}

const expressions = (catalog: GetCatalogResponse, values: Values) =>
  Object.fromEntries(recipesOf(catalog, values).map((each) => [each.id, each.expression]));

describe('the demo shop', () => {
  const values = valuesOf(LISTS);

  test('asks for exactly the lists that recipes pick from', () => {
    expect(new Set(listsFor(SHOP).map(keyOf))).toEqual(new Set(values.keys()));
  });

  test('fills every recipe, of every kind', () => {
    const recipes = recipesOf(SHOP, values);
    expect(recipes.flatMap((each) => each.needs)).toEqual([]);
    expect(recipes.every((each) => each.expression !== undefined)).toBe(true);
    expect(new Set(recipes.map((each) => each.kind))).toEqual(new Set(Object.keys(KINDS)));
    expect(new Set(recipes.map((each) => each.id)).size).toBe(recipes.length);
  });

  test('titles name the values', () => {
    const titles = recipesOf(SHOP, values).map((each) => each.title);
    expect(titles).toEqual([
      'New customers',
      'Signed up, not bought yet',
      'Slipping away',
      'Regulars',
      'Big spenders',
      'Left in the cart',
      'Opens and clicks',
      'Gone quiet',
      'Fond of skincare',
      'Tempted by anti-aging',
      'Reads about education',
      'Explores anti-aging this week',
      'Skin type: dry',
      'Answered “dry” lately',
      'New, and keen on skincare',
    ]);
  });

  test('expressions', () => {
    expect(expressions(SHOP, values)).toEqual({
      new: "did('purchase').distinct(order_id) == 1\n  && did('purchase').first() in last('30d')",
      waiting:
        "signed_up in last('30d')\n  && !did('purchase')\n  && consent_email == 'subscribed'",
      slipping:
        "did('purchase').within(ago('90d', '30d'))\n  && !did('purchase').within(last('30d'))",
      regulars: "did('purchase').within(last('60d')).distinct(order_id) >= 2",
      spenders: "did('purchase').within(last('90d')).sum(amount) >= 100",
      cart:
        "did('cart').within(last('7d'))\n  && !did('purchase').within(last('7d'))" +
        "\n  && consent_email == 'subscribed'",
      engaged:
        "did('opened_email').within(last('30d')).distinct(message_id) >= 2" +
        "\n  && did('clicked_email').within(last('30d'))",
      quiet:
        "did('sent_email').within(last('60d')).distinct(message_id) >= 3" +
        "\n  && !did('opened_email').within(last('60d'))",
      fond:
        "atLeast(2, [\n  did('purchase').where(category == 'skincare').within(last('90d'))," +
        "\n  did('viewed').where(category == 'skincare').within(last('30d')).count() >= 2," +
        "\n  did('cart').where(category == 'skincare').within(last('30d'))\n])",
      tempted:
        "did('viewed').where(collection == 'anti-aging').within(last('14d')).count() >= 2" +
        "\n  && !did('purchase').where(collection == 'anti-aging')",
      reads:
        "did('opened_email', 'clicked_email').where(topic == 'education').within(last('30d'))" +
        '.distinct(message_id) >= 2',
      explores:
        "did('viewed').where(collection == 'anti-aging').within(calendar('week')).count() >= 2",
      told: "skin_type == 'dry'\n  && consent_email == 'subscribed'",
      answered:
        "did('popup_answered').where(answer == 'dry').within(last('30d'))" +
        "\n  && !did('purchase').within(last('30d'))",
      article:
        "did('purchase').distinct(order_id) == 1" +
        "\n  && did('purchase').first() in last('30d')" +
        "\n  && did('purchase').where(category == 'skincare').within(last('14d'))" +
        "\n  && did('opened_email', 'clicked_email').where(topic == 'education').within(last('30d'))" +
        '.distinct(message_id) >= 2' +
        "\n  && did('viewed').where(collection == 'anti-aging').within(calendar('week')).count() >= 2" +
        "\n  && consent_email == 'subscribed'" +
        "\n  && !did('bounced').where(kind == 'hard')",
    });
  });
});

describe('other workspaces', () => {
  test('without behaviours every recipe says what it needs, and none is half filled', () => {
    const recipes = recipesOf(catalogOf({ country: KEYWORD }, {}), new Map());
    expect(recipes.every((each) => each.expression === undefined && each.needs.length > 0)).toBe(
      true,
    );
    const needs = Object.fromEntries(recipes.map((each) => [each.id, each.needs]));
    expect(needs['regulars']).toEqual(['a behaviour of buying, such as “purchase”']);
    expect(needs['told']).toEqual(['a keyword or set that customers told, such as “skin_type”']);
    expect(recipes.find((each) => each.id === 'fond')?.title).toBe('Fond of a category');
  });

  test('a behaviour without the property names the property', () => {
    const recipes = recipesOf(catalogOf({}, { purchase: { sku: KEYWORD } }), new Map());
    const spenders = recipes.find((each) => each.id === 'spenders');
    expect(spenders?.needs).toEqual(['a number for the money spent, such as “amount”']);
  });

  test('a property without values is no help', () => {
    const recipes = recipesOf(SHOP, new Map());
    const reads = recipes.find((each) => each.id === 'reads');
    expect(reads?.expression).toBeUndefined();
    expect(reads?.needs).toEqual(['a keyword for what a message is about, such as “topic”']);
  });

  test('names and values are quoted, a retailer without order ids counts events', () => {
    const catalog = catalogOf(
      { 'Opt-in': BOOLEAN, Interests: SET, registered_at: DATE },
      { Order: { 'Product Category': KEYWORD, 'Total Price': NUMBER } },
    );
    const written = expressions(
      catalog,
      valuesOf([
        [{ case: 'attribute', attribute: 'Interests' }, "rock'n'roll"],
        [{ case: 'property', behaviour: 'Order', property: 'Product Category' }, 'Vinyl'],
      ]),
    );
    expect(written['new']).toBe(
      "did('Order').count() == 1\n  && did('Order').first() in last('30d')",
    );
    expect(written['spenders']).toBe(
      "did('Order').within(last('90d')).sum(event['Total Price']) >= 100",
    );
    expect(written['told']).toBe("'rock\\'n\\'roll' in Interests\n  && customer['Opt-in']");
    expect(written['waiting']).toBe(
      "registered_at in last('30d')\n  && !did('Order')\n  && customer['Opt-in']",
    );
    expect(written['fond']).toBeUndefined();
  });

  test('the most frequent value stands in for one that is not there', () => {
    const lists = LISTS.map(
      ([list, values]) =>
        [list, values.replace('education', 'recipes').replace('anti-aging', 'sun')] as const,
    );
    const written = expressions(SHOP, valuesOf(lists));
    expect(written['reads']).toContain("topic == 'offer'");
    expect(written['tempted']).toContain("collection == 'sun'");
  });

  test('a behaviour that has no events is not one', () => {
    const shop = create(GetCatalogResponseSchema, {
      behaviours: [{ name: 'purchase', events: 0n, properties: [] }],
    });
    expect(expressions(shop, new Map())['slipping']).toBeUndefined();
  });
});

test('pieces of text cannot break out', () => {
  expect(text("a'b\\c\nd")).toBe("'a\\'b\\\\c\\nd'");
  expect(attribute('country')).toBe('country');
  expect(attribute('First Name')).toBe("customer['First Name']");
  expect(attribute('in')).toBe("customer['in']");
  expect(property('instant')).toBe("event['instant']");
});
