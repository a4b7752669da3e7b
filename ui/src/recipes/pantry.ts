import { type Attribute, ValueType } from '../api/wire';
import type { BehaviourRole, PropertyRole, Role, Roles } from '../model/roles';
import { attribute, did, property, text, where } from '../shared/expressions';
import { AGREED } from '../shared/consent';
import { fitting, type ListOf, picked, type Values } from './values';

const NEEDED_BEHAVIOURS: Record<BehaviourRole, string> = {
  buying: 'a behaviour of buying, such as “purchase”',
  viewing: 'a behaviour of looking at products or pages, such as “viewed”',
  carting: 'a behaviour of filling a cart, such as “cart”',
  sending: 'a behaviour of being sent an e-mail, such as “sent_email”',
  opening: 'a behaviour of opening e-mails, such as “opened_email”',
  clicking: 'a behaviour of clicking in e-mails, such as “clicked_email”',
  bouncing: 'a behaviour of e-mails coming back, such as “bounced”',
  answering: 'a behaviour of answering a pop-up, quiz or survey, such as “popup_answered”',
};

const NEEDED_PROPERTIES: Record<PropertyRole, string> = {
  order: 'a property that names the order, such as “order_id”',
  amount: 'a number for the money spent, such as “amount”',
  category: 'a keyword for the kind of product, such as “category”',
  collection: 'a keyword for the range of products, such as “collection”',
  topic: 'a keyword for what a message is about, such as “topic”',
  message: 'a property that names the message, such as “message_id”',
  kind: 'a keyword for the kind of bounce, with a value like “hard”',
  answer: 'a keyword for the answer, such as “answer”',
};

/** Hands out what a recipe is made of and notes what is not there. What it hands out then is never shown. */
export class Pantry {
  readonly missing = new Set<string>();

  constructor(
    private readonly roles: Roles,
    private readonly values: Values,
  ) {}

  /** Who plays a part. */
  role(of: BehaviourRole): Role {
    const found = this.roles.behaviour[of];
    if (!found) this.missing.add(NEEDED_BEHAVIOURS[of]);
    return found ?? { behaviour: '', property: {} };
  }

  /** Events of a behaviour. */
  did(...of: readonly BehaviourRole[]): string {
    return did(...of.map((each) => this.role(each).behaviour));
  }

  property(of: BehaviourRole, role: PropertyRole): string {
    const owner = this.role(of);
    const found = owner.property[role];
    if (found === undefined && owner.behaviour !== '') this.missing.add(NEEDED_PROPERTIES[role]);
    return found ?? '';
  }

  /** A value of a property: the preferred one, or else the most frequent. */
  value(of: BehaviourRole, role: PropertyRole, preferred?: RegExp): string {
    const name = this.property(of, role);
    if (name === '') return '';
    const list: ListOf = { case: 'property', behaviour: this.role(of).behaviour, property: name };
    const found = picked(this.values, list, preferred);
    if (!found) this.missing.add(NEEDED_PROPERTIES[role]);
    return found?.value ?? '';
  }

  /** The step of events whose property has that value. */
  where(of: BehaviourRole, role: PropertyRole, preferred?: RegExp): string {
    return where(this.property(of, role), this.value(of, role, preferred));
  }

  /** How many orders a customer has: order lines may be events of their own. */
  orders(steps = ''): string {
    const order = this.roles.behaviour.buying?.property.order;
    const measure = order === undefined ? 'count()' : `distinct(${property(order)})`;
    return `${this.did('buying')}${steps}.${measure}`;
  }

  /** How many messages: the same one may be opened many times. */
  messages(steps: string, ...of: readonly BehaviourRole[]): string {
    const names = of.map((each) => this.roles.behaviour[each]?.property.message);
    const [first] = names;
    const shared = first !== undefined && names.every((name) => name === first);
    return `${this.did(...of)}${steps}.${shared ? `distinct(${property(first)})` : 'count()'}`;
  }

  signedUp(): string {
    const found = this.roles.attribute.signedUp;
    if (!found) this.missing.add('an instant or date of signing up, such as “signed_up”');
    return attribute(found?.name ?? 'signed_up');
  }

  told(): { attribute: Attribute | undefined; value: string } {
    const found = this.roles.attribute.told;
    const value = found && picked(this.values, { case: 'attribute', attribute: found.name });
    if (!value) this.missing.add('a keyword or set that customers told, such as “skin_type”');
    return { attribute: found, value: value?.value ?? '' };
  }

  /** Those who may be written to; undefined where the workspace does not say. */
  consent(): { name: string; value: string | undefined } | undefined {
    const found = this.roles.attribute.consent;
    if (!found) return undefined;
    if (found.type === ValueType.BOOLEAN) return { name: attribute(found.name), value: undefined };
    const list: ListOf = { case: 'attribute', attribute: found.name };
    const value = fitting(this.values, list, AGREED);
    return value && { name: attribute(found.name), value: text(value.value) };
  }

  /** Narrows an expression to those who may be written to, where that is known. */
  reachable(expression: string): string {
    const consent = this.consent();
    if (!consent) return expression;
    const agreed =
      consent.value === undefined ? consent.name : `${consent.name} == ${consent.value}`;
    return `${expression}\n  && ${agreed}`;
  }

  /** Narrows an expression to those who may be written to and whose mail does not come back. */
  deliverable(expression: string): string {
    const bounce = this.roles.behaviour.bouncing;
    if (!bounce) return this.reachable(expression);
    const kind = bounce.property.kind;
    const list: ListOf | undefined =
      kind === undefined
        ? undefined
        : { case: 'property', behaviour: bounce.behaviour, property: kind };
    const hard = list && fitting(this.values, list, /hard|permanent/i);
    const bounced = did(bounce.behaviour) + (hard ? where(kind ?? '', hard.value) : '');
    return `${this.reachable(expression)}\n  && !${bounced}`;
  }
}
