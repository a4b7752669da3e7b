import { type Field, type Predicate, ValueType } from '../api/wire';

/** Which attribute or property a condition is about; undefined for those about behaviours and others. */
export function fieldOf(predicate: Predicate): Field | undefined {
  const { kind } = predicate;
  switch (kind.case) {
    case 'has':
    case 'isTrue':
    case 'fits':
    case 'hasMember':
    case 'hasMembers':
      return kind.value.field;
    case 'compares':
    case 'oneOf':
    case 'inWindow': {
      const operand = kind.value.operand?.kind;
      if (operand?.case === 'field' || operand?.case === 'sizeOf') return operand.value;
      return operand?.case === 'partOf' ? operand.value.field : undefined;
    }
    default:
      return undefined;
  }
}

/** How a field is called on the page. */
export function fieldName(field: Field | undefined): string {
  if (field?.kind.case === 'ownInstant') return 'time of the event';
  return field?.kind.case === 'name' ? field.kind.value : '';
}

/** The type of a field that the catalogue does not know, as the condition treats it. */
export function guessedType({ kind }: Predicate): ValueType {
  switch (kind.case) {
    case 'isTrue':
      return ValueType.BOOLEAN;
    case 'hasMember':
    case 'hasMembers':
      return ValueType.SET;
    case 'inWindow':
      return ValueType.INSTANT;
    case 'compares':
    case 'oneOf': {
      const { operand } = kind.value;
      if (operand?.kind.case === 'sizeOf') return ValueType.SET;
      if (operand?.kind.case === 'partOf') return ValueType.INSTANT;
      const literal = kind.case === 'compares' ? kind.value.literal : kind.value.literals[0];
      switch (literal?.kind.case) {
        case 'decimal':
          return ValueType.NUMBER;
        case 'boolean':
          return ValueType.BOOLEAN;
        case 'time':
          return ValueType.INSTANT;
        default:
          return ValueType.KEYWORD;
      }
    }
    default:
      return ValueType.KEYWORD;
  }
}
