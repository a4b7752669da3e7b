import { create, type Literal, LiteralSchema, timestampDate, ValueType } from '../api/wire';
import { decimal, text } from './make';

/** A value as it stands on a chip. */
export function literalText({ kind }: Literal): string {
  switch (kind.case) {
    case undefined:
      return '';
    case 'text':
    case 'decimal':
      return kind.value;
    case 'boolean':
      return kind.value ? 'yes' : 'no';
    case 'time': {
      const { anchor, shifts } = kind.value;
      const start =
        anchor.case === 'date'
          ? anchor.value
          : anchor.case === 'instant'
            ? timestampDate(anchor.value).toISOString()
            : 'now';
      return shifts.length > 0 ? `${start}, shifted` : start;
    }
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A value from what was typed; undefined where it is none of the type. */
export function literalOf(typed: string, type: ValueType): Literal | undefined {
  switch (type) {
    case ValueType.NUMBER:
      return /^-?\d+(\.\d+)?$/.test(typed) ? decimal(typed) : undefined;
    case ValueType.DATE:
    case ValueType.INSTANT: {
      if (!DATE.test(typed)) return undefined;
      const value = { anchor: { case: 'date', value: typed } } as const;
      return create(LiteralSchema, { kind: { case: 'time', value } });
    }
    default:
      return text(typed);
  }
}
