import { describe, expect, test } from 'vitest';
import { create, GetCatalogResponseSchema, ValueType } from '../../api/wire';
import { channelOf, consents, fromStored, MAX_CHANNELS, toStored, usable } from './channels';

const catalog = create(GetCatalogResponseSchema, {
  attributes: [
    { name: 'consent_email', type: ValueType.KEYWORD },
    { name: 'consent_since', type: ValueType.INSTANT },
    { name: 'country', type: ValueType.KEYWORD },
    { name: 'push opt-in', type: ValueType.BOOLEAN },
  ],
});

describe('what a catalogue suggests', () => {
  test('attributes that tell by name and type who agreed', () => {
    const found = [...consents(catalog)].map(([name, attribute]) => [name, attribute.name]);
    expect(found).toEqual([
      ['email', 'consent_email'],
      ['push', 'push opt-in'],
    ]);
  });

  test('the condition of those who agreed; none without a value that says so', () => {
    const [email, push] = [...consents(catalog).values()];
    if (!email || !push) throw new Error('not found');
    expect(channelOf('email', email, ['unsubscribed', 'subscribed'])?.expression).toBe(
      "consent_email == 'subscribed'",
    );
    expect(channelOf('email', email, ['1', '0'])).toBeUndefined();
    expect(channelOf('push', push, [])?.expression).toBe("customer['push opt-in']");
  });
});

describe('the form', () => {
  test('only channels with a name of their own and a condition are asked', () => {
    const rows = [
      { name: 'email', expression: 'a' },
      { name: ' email ', expression: 'b' },
      { name: '', expression: 'c' },
      { name: 'sms', expression: ' ' },
    ];
    expect(usable(rows)).toEqual([rows[0]]);
  });

  test('what is stored comes back; what cannot be read is not there', () => {
    const channels = [{ name: 'Ümläut “x”', expression: "a == '\\''" }];
    expect(fromStored(toStored(channels))).toEqual(channels);
    expect(fromStored('[]')).toEqual([]);
    for (const text of [undefined, 'no json', '{"a":1}']) expect(fromStored(text)).toBeUndefined();
    expect(fromStored('[["a"],null,["b",7]]')).toEqual([]);
    expect(fromStored(JSON.stringify(Array(40).fill(['a', 'b'])))).toHaveLength(MAX_CHANNELS);
  });
});
