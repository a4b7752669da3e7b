/** One thing said of customers: "who bought twice", "whose age is at least 18", "(who …, or whose …)". */
export interface Clause {
  /** The word it begins with; none for a group, which holds its own. */
  readonly lead: 'who' | 'whose' | 'group';
  readonly text: string;
  /** Whether it takes customers away, so that "but" goes before it. */
  readonly denied: boolean;
}

/** A clause about what customers do or are. */
export function who(text: string, how: 'denied' | 'told' = 'told'): Clause {
  return { lead: 'who', text, denied: how === 'denied' };
}

/** A clause about what customers have. */
export function whose(text: string, how: 'denied' | 'told' = 'told'): Clause {
  return { lead: 'whose', text, denied: how === 'denied' };
}

/**
 * Joins clauses to what follows "Customers". "Who" is said once for neighbours that share it. Every joint is a comma and a
 * word, which nothing inside a clause is but in parentheses.
 */
export function joined(clauses: readonly Clause[], joiner: 'and' | 'or'): string {
  let text = '';
  clauses.forEach((clause, place) => {
    const before = clauses[place - 1];
    const shared = before?.lead === 'who' && clause.lead === 'who';
    const said = clause.lead === 'group' || shared ? clause.text : `${clause.lead} ${clause.text}`;
    if (!before) {
      text = said;
      return;
    }
    const turn = joiner === 'and' && clause.denied && !before.denied;
    text += `, ${turn ? 'but' : joiner} ${said}`;
  });
  return text;
}
