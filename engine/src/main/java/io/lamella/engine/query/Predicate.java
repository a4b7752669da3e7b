package io.lamella.engine.query;

import java.math.BigDecimal;
import java.util.List;

/// What a customer must satisfy to belong to a segment, or, inside [Step.Where], what one event
/// must satisfy. A predicate says *what* is asked, never *how* to answer: it holds no ordinal, no
/// bitmap and no cost. Immutable. Names are not checked here but against a catalogue, when the
/// predicate is planned.
public sealed interface Predicate {

  /// Every customer of the snapshot.
  record Everyone() implements Predicate {}

  /// No customer.
  record Nobody() implements Predicate {}

  /// All of the terms. Two terms or more; a nested [And] is a redundant parenthesis and is
  /// flattened by whoever builds the tree.
  record And(List<Predicate> terms) implements Predicate {
    public And {
      terms = atLeastTwo(terms);
    }
  }

  /// Any of the terms. Two or more.
  record Or(List<Predicate> terms) implements Predicate {
    public Or {
      terms = atLeastTwo(terms);
    }
  }

  /// The complement in the population: also those who have no value.
  record Not(Predicate term) implements Predicate {}

  /// `atLeast(2, [a, b, c])` and its like: so many of the terms hold.
  record Quantified(Quantifier quantifier, int count, List<Predicate> terms) implements Predicate {
    public Quantified {
      terms = List.copyOf(terms);
    }
  }

  /// The customer's position under this salt lies in `[fromPercent, toPercent)`; at most 4
  /// decimals.
  record Sample(BigDecimal fromPercent, BigDecimal toPercent, String salt) implements Predicate {}

  /// `segment('VIP')`: who belongs to a saved segment, at the question's instant.
  record InSegment(String name) implements Predicate {}

  /// `list('newsletter')`: who is in a static list.
  record InList(String name) implements Predicate {}

  /// `top(5, x)`, `bottom(5, x)`: in the top or bottom so many percent by a number or a measure, of
  /// those that have it, and all who tie with the last of them.
  record Ranked(End end, BigDecimal percent, Operand by) implements Predicate {}

  /// The attribute or property has any value.
  record Has(Field field) implements Predicate {}

  /// A boolean attribute or property, named alone, is true.
  record IsTrue(Field field) implements Predicate {}

  /// The operand has a value and it compares with the literal as asked.
  record Compares(Operand operand, Comparison comparison, Literal literal) implements Predicate {}

  /// Both operands, measures or ratios of them, have a value, and these compare as asked.
  record ComparesMeasures(Operand left, Comparison comparison, Operand right)
      implements Predicate {}

  /// The operand has a value and it equals one of the literals. An empty list matches nobody.
  record OneOf(Operand operand, List<Literal> literals) implements Predicate {
    public OneOf {
      literals = List.copyOf(literals);
    }
  }

  /// The operand has an instant (or date) and it lies in the window.
  record InWindow(Operand operand, Window window) implements Predicate {}

  /// A keyword or text fits a pattern.
  record Fits(Field field, TextTest test, Literal.Text pattern) implements Predicate {}

  /// `'vip' in tags`: the set has this member.
  record HasMember(Literal.Text member, Field field) implements Predicate {}

  /// `tags.containsAny([...])`, `tags.containsAll([...])`. An empty list: nobody for ANY, everybody
  /// who has the set for ALL.
  record HasMembers(Field field, Members members, List<Literal.Text> values) implements Predicate {
    public HasMembers {
      values = List.copyOf(values);
    }
  }

  /// `near(home, 51.5074, -0.1278, '25km')`: has a location at most so far from the centre.
  record Near(Field field, Point centre, Distance distance) implements Predicate {}

  /// `inside(home, [[51.2, -0.6], …])`: has a location inside a polygon, or on a side of it. 3
  /// corners or more.
  record Inside(Field field, List<Point> corners) implements Predicate {
    public Inside {
      corners = List.copyOf(corners);
    }
  }

  /// `did('purchase')…` with no measure: at least one event of the selection.
  record Did(Selection selection) implements Predicate {}

  /// Which end of a ranking is meant.
  enum End {
    TOP,
    BOTTOM
  }

  /// How many of the terms of a [Quantified] must hold.
  enum Quantifier {
    AT_LEAST,
    AT_MOST,
    EXACTLY
  }

  /// Which of the listed members of a [HasMembers] a set must have.
  enum Members {
    ANY,
    ALL
  }

  /// How a text is compared with a pattern in [Fits]. All but the last are case-sensitive.
  enum TextTest {
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    /// RE2 syntax, found anywhere.
    MATCHES,
    /// Simple Unicode case folding.
    EQUALS_IGNORE_CASE
  }

  private static List<Predicate> atLeastTwo(List<Predicate> terms) {
    if (terms.size() < 2) {
      throw new IllegalArgumentException("fewer than two terms: terms=" + terms.size());
    }
    return List.copyOf(terms);
  }
}
