import type { Field, Operand, Predicate } from '../api/wire';
import { partsOf } from './path';

/** The attributes that a predicate asks about. */
export function askedAttributes(predicate: Predicate | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Predicate): void => {
    const name = attributeOf(node);
    if (name !== undefined) names.add(name);
    for (const part of partsOf(node)) visit(part);
  };
  if (predicate) visit(predicate);
  return names;
}

function attributeOf({ kind }: Predicate): string | undefined {
  switch (kind.case) {
    case 'has':
    case 'isTrue':
    case 'fits':
    case 'hasMember':
    case 'hasMembers':
    case 'near':
    case 'inside':
      return nameOf(kind.value.field);
    case 'compares':
    case 'oneOf':
    case 'inWindow':
      return nameOf(fieldOf(kind.value.operand));
    default:
      return undefined;
  }
}

function fieldOf(operand: Operand | undefined): Field | undefined {
  switch (operand?.kind.case) {
    case 'field':
    case 'sizeOf':
    case 'anniversaryOf':
      return operand.kind.value;
    case 'partOf':
      return operand.kind.value.field;
    default:
      return undefined;
  }
}

function nameOf(field: Field | undefined): string | undefined {
  return field?.kind.case === 'name' ? field.kind.value : undefined;
}
