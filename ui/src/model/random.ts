import {
  CalendarUnit,
  create,
  DatePart,
  Direction,
  type Field,
  FieldSchema,
  type Literal,
  LiteralSchema,
  type Measure,
  MeasureSchema,
  Members,
  type MessageInitShape,
  type Operand,
  OperandSchema,
  Period,
  type Predicate,
  PredicateSchema,
  PropertyFunction,
  Quantifier,
  type Selection,
  SelectionSchema,
  type Span,
  SpanSchema,
  SpanUnit,
  TextTest,
  type Time,
  TimeSchema,
  type Window,
  WindowSchema,
} from '../api/wire';

/** Random predicates of every kind, the same for the same seed. For tests. */
export class RandomPredicates {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** A predicate as the server writes it: two terms or more, none nested in one of its own kind. */
  predicate(depth: number, around?: string): Predicate {
    const inner = ['and', 'or', 'not', 'quantified'].filter((kind) => kind !== around);
    if (depth === 0 || this.below(3) === 0) return this.leaf(depth);
    switch (this.pick(inner)) {
      case 'and':
        return of({ case: 'and', value: { terms: this.terms(depth, 'and') } });
      case 'or':
        return of({ case: 'or', value: { terms: this.terms(depth, 'or') } });
      case 'not':
        return of({ case: 'not', value: { term: this.predicate(depth - 1) } });
      default: {
        const terms = this.terms(depth, 'quantified');
        const quantifier = this.pick([Quantifier.AT_LEAST, Quantifier.AT_MOST, Quantifier.EXACTLY]);
        return of({ case: 'quantified', value: { quantifier, count: this.below(4), terms } });
      }
    }
  }

  below(bound: number): number {
    this.state = (this.state * 1103515245 + 12345) & 0x7fffffff;
    return (this.state >>> 8) % bound;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  private terms(depth: number, around: string): Predicate[] {
    return Array.from({ length: 2 + this.below(3) }, () => this.predicate(depth - 1, around));
  }

  private leaf(depth: number): Predicate {
    const field = this.field();
    switch (this.below(14)) {
      case 0:
        return of({ case: 'everyone', value: {} });
      case 1:
        return of({ case: 'nobody', value: {} });
      case 2:
        return of({
          case: 'sample',
          value: { fromPercent: '0', toPercent: '12.5', salt: this.word() },
        });
      case 3:
        return of({ case: 'has', value: { field } });
      case 4:
        return of({ case: 'isTrue', value: { field } });
      case 5: {
        const comparison = 1 + this.below(6);
        const value = { operand: this.operand(depth), comparison, literal: this.literal() };
        return of({ case: 'compares', value });
      }
      case 6: {
        const literals = Array.from({ length: this.below(4) }, () => this.literal());
        return of({ case: 'oneOf', value: { operand: this.operand(depth), literals } });
      }
      case 7:
        return of({
          case: 'inWindow',
          value: { operand: this.operand(depth), window: this.window() },
        });
      case 8: {
        const test = (1 + this.below(5)) as TextTest;
        return of({ case: 'fits', value: { field, test, pattern: this.word() } });
      }
      case 9:
        return of({ case: 'hasMember', value: { field, member: this.word() } });
      case 10: {
        const members = this.pick([Members.ANY, Members.ALL]);
        return of({ case: 'hasMembers', value: { field, members, values: [this.word(), 'b'] } });
      }
      case 11:
        return of({ case: 'inSegment', value: { name: this.word() } });
      case 12:
        return of({ case: 'inList', value: { name: this.word() } });
      default:
        return of({ case: 'did', value: { selection: this.selection(depth) } });
    }
  }

  private word(): string {
    return this.pick(['GB', 'skincare', "it's", 'Käse', 'a b', '日本']);
  }

  private field(): Field {
    return this.below(6) === 0
      ? create(FieldSchema, { kind: { case: 'ownInstant', value: {} } })
      : create(FieldSchema, { kind: { case: 'name', value: this.pick(['age', 'First Name']) } });
  }

  private operand(depth: number): Operand {
    const field = this.field();
    switch (this.below(4)) {
      case 0:
        return create(OperandSchema, { kind: { case: 'field', value: field } });
      case 1:
        return create(OperandSchema, { kind: { case: 'sizeOf', value: field } });
      case 2: {
        const part = this.pick([DatePart.MONTH, DatePart.WEEKDAY, DatePart.HOUR]);
        return create(OperandSchema, { kind: { case: 'partOf', value: { field, part } } });
      }
      default: {
        const value = { selection: this.selection(depth), measure: this.measure() };
        return create(OperandSchema, { kind: { case: 'measureOf', value } });
      }
    }
  }

  private selection(depth: number): Selection {
    const steps = Array.from({ length: this.below(3) }, () =>
      this.below(2) === 0
        ? { kind: { case: 'within', value: this.window() } as const }
        : { kind: { case: 'where', value: this.predicate(Math.max(0, depth - 1)) } as const },
    );
    const behaviours = ['purchase', 'viewed'].slice(0, 1 + this.below(2));
    return create(SelectionSchema, { behaviours, steps });
  }

  private measure(): Measure {
    const property = this.field();
    const kind = this.pick<Measure['kind']['case']>([
      'count',
      'ofProperty',
      'calendarUnits',
      'nth',
      'first',
      'last',
    ]);
    switch (kind) {
      case 'ofProperty': {
        const value = { function: (1 + this.below(5)) as PropertyFunction, property };
        return create(MeasureSchema, { kind: { case: 'ofProperty', value } });
      }
      case 'calendarUnits': {
        const value = this.pick([CalendarUnit.DAYS, CalendarUnit.WEEKS, CalendarUnit.MONTHS]);
        return create(MeasureSchema, { kind: { case: 'calendarUnits', value } });
      }
      case 'nth':
        return create(MeasureSchema, { kind: { case: 'nth', value: 1 + this.below(5) } });
      case 'first':
        return create(MeasureSchema, { kind: { case: 'first', value: {} } });
      case 'last':
        return create(MeasureSchema, { kind: { case: 'last', value: {} } });
      default:
        return create(MeasureSchema, { kind: { case: 'count', value: {} } });
    }
  }

  private literal(): Literal {
    switch (this.below(4)) {
      case 0:
        return create(LiteralSchema, { kind: { case: 'text', value: this.word() } });
      case 1:
        return create(LiteralSchema, { kind: { case: 'decimal', value: '-12.50' } });
      case 2:
        return create(LiteralSchema, { kind: { case: 'boolean', value: this.below(2) === 0 } });
      default:
        return create(LiteralSchema, { kind: { case: 'time', value: this.time() } });
    }
  }

  private time(): Time {
    const shifts = Array.from({ length: this.below(3) }, () => ({
      direction: this.pick([Direction.EARLIER, Direction.LATER]),
      span: this.span(),
    }));
    switch (this.below(3)) {
      case 0:
        return create(TimeSchema, { anchor: { case: 'date', value: '2026-02-28' }, shifts });
      case 1: {
        const value = { seconds: 1_700_000_000n, nanos: 123_000_000 };
        return create(TimeSchema, { anchor: { case: 'instant', value }, shifts });
      }
      default:
        return create(TimeSchema, { anchor: { case: 'now', value: {} }, shifts });
    }
  }

  private span(): Span {
    const unit = (1 + this.below(8)) as SpanUnit;
    return create(SpanSchema, { amount: BigInt(1 + this.below(90)), unit });
  }

  private window(): Window {
    switch (this.below(7)) {
      case 0:
        return create(WindowSchema, { kind: { case: 'last', value: { span: this.span() } } });
      case 1: {
        const value = { from: this.span(), to: this.span() };
        return create(WindowSchema, { kind: { case: 'ago', value } });
      }
      case 2:
        return create(WindowSchema, { kind: { case: 'next', value: { span: this.span() } } });
      case 3: {
        const value = { from: this.time(), to: this.time() };
        return create(WindowSchema, { kind: { case: 'between', value } });
      }
      case 4:
        return create(WindowSchema, { kind: { case: 'since', value: { from: this.time() } } });
      case 5:
        return create(WindowSchema, { kind: { case: 'before', value: { to: this.time() } } });
      default: {
        const value = { period: (1 + this.below(5)) as Period, offset: this.below(9) - 4 };
        return create(WindowSchema, { kind: { case: 'calendar', value } });
      }
    }
  }
}

/** A predicate of one kind. */
export function of(kind: MessageInitShape<typeof PredicateSchema>['kind']): Predicate {
  return create(PredicateSchema, { kind });
}
