package io.lamella.engine.plan;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Step;
import java.math.BigDecimal;
import java.util.List;

/// How a predicate is answered: a tree of set operations over leaves that the evaluator knows how
/// to read. Equal plans over one snapshot have equal answers, so equal subtrees are evaluated once.
/// Immutable.
public sealed interface Plan {

  /// What answering takes and gives.
  ///
  /// @param estimate an upper bound of the cardinality
  /// @param costNanos what evaluating it for every chunk takes on one core, roughly
  record Weight(long estimate, long costNanos) {}

  Weight weight();

  /// The plans this one is made of.
  default List<Plan> inputs() {
    return List.of();
  }

  /// The same over other inputs, as many.
  default Plan withInputs(List<Plan> others) {
    return switch (this) {
      case Intersect(var _, Weight weight) -> new Intersect(others, weight);
      case Union(var _, Weight weight) -> new Union(others, weight);
      case Complement(var _, Weight weight) -> new Complement(others.getFirst(), weight);
      case Threshold(int atLeast, var _, Weight weight) -> new Threshold(atLeast, others, weight);
      case Segment(String name, var _, Weight weight) ->
          new Segment(name, others.getFirst(), weight);
      default -> this;
    };
  }

  /// Every customer.
  record Everyone(Weight weight) implements Plan {}

  /// No customer.
  record Nobody(Weight weight) implements Plan {
    public Nobody() {
      this(new Weight(0, 0));
    }
  }

  /// In all inputs; cheapest and smallest first, complements after what they are subtracted from.
  record Intersect(List<Plan> inputs, Weight weight) implements Plan {
    public Intersect {
      inputs = List.copyOf(inputs);
    }
  }

  /// In any input.
  record Union(List<Plan> inputs, Weight weight) implements Plan {
    public Union {
      inputs = List.copyOf(inputs);
    }
  }

  /// In the population and not in the input. Never built where it can be subtracted.
  record Complement(Plan input, Weight weight) implements Plan {
    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /// In at least so many of the inputs.
  record Threshold(int atLeast, List<Plan> inputs, Weight weight) implements Plan {
    public Threshold {
      inputs = List.copyOf(inputs);
    }
  }

  /// At a position `[from, to)` of a million in a sample.
  record Sampled(int from, int to, long saltHash, Weight weight) implements Plan {}

  /// What a saved segment is answered by. It is its input; the name is for explanations.
  record Segment(String name, Plan input, Weight weight) implements Plan {
    public Segment(String name, Plan input) {
      this(name, input, input.weight());
    }

    @Override
    public List<Plan> inputs() {
      return List.of(input);
    }
  }

  /// In a static list.
  record Listed(String list, Weight weight) implements Plan {}

  /// The attribute's value passes a test.
  ///
  /// @param text the test as it was asked, for explanations
  /// @param unknown how many have no value
  record AttributeTest(String attribute, ValueTest test, String text, long unknown, Weight weight)
      implements Plan {}

  /// At least so many events, or days, weeks or months with an event.
  record Occurrences(Events events, Counted counted, int atLeast, Weight weight) implements Plan {}

  /// At least so many distinct values of a property.
  record Distinct(Events events, String property, int atLeast, Weight weight) implements Plan {}

  /// A quantity lies in one of the ranges; one of several is enough.
  record QuantityIn(Quantity quantity, List<DecimalRange> ranges, Weight weight) implements Plan {
    public QuantityIn {
      ranges = List.copyOf(ranges);
    }
  }

  /// Two quantities that a customer has compare as asked; one of several is enough. At most the
  /// left one is taken per value.
  record QuantitiesCompare(Quantity left, Comparison comparison, Quantity right, Weight weight)
      implements Plan {}

  /// In the top or bottom so many percent of those that have something, with all who tie with the
  /// last of them. Whose it is, is a matter of the whole population: before the chunks are walked
  /// it becomes a test of one customer, [AttributeTest] or [QuantityBeyond].
  ///
  /// @param text as it was asked, for explanations
  /// @param unknown how many do not have it, if that is known
  record Ranked(
      Predicate.End end, BigDecimal percent, RankedBy by, String text, long unknown, Weight weight)
      implements Plan {}

  /// What customers are ranked by.
  sealed interface RankedBy {
    /// A number.
    record OfAttribute(String attribute) implements RankedBy {}

    /// A measure, or a ratio of two, for those with an event.
    record OfQuantity(Quantity quantity) implements RankedBy {}
  }

  /// With an event, and a quantity that compares so with a bound.
  ///
  /// @param text what was asked and found, for explanations
  record QuantityBeyond(
      Quantity quantity, Comparison comparison, Fraction bound, String text, Weight weight)
      implements Plan {}

  /// Some of a customer's events, names and instants resolved.
  ///
  /// @param behaviours in alphabetical order, none twice
  /// @param fromMillis the earliest instant, `Long.MIN_VALUE` for no limit
  /// @param toMillis the first instant no longer in, `Long.MAX_VALUE` for no limit
  /// @param sequences what must stand, or must not, before or after each of them
  record Events(
      List<String> behaviours,
      long fromMillis,
      long toMillis,
      EventCondition condition,
      List<Sequence> sequences) {
    public Events {
      behaviours = List.copyOf(behaviours);
      sequences = List.copyOf(sequences);
    }

    /// Events of which each is judged by itself.
    public Events(
        List<String> behaviours, long fromMillis, long toMillis, EventCondition condition) {
      this(behaviours, fromMillis, toMillis, condition, List.of());
    }

    /// All events of the behaviours in the window, whatever else is asked of them.
    Events plain() {
      return new Events(behaviours, fromMillis, toMillis, new EventCondition.Always());
    }

    /// The same events, cut to a range as well.
    Events within(long from, long to) {
      return new Events(
          behaviours, Math.max(fromMillis, from), Math.min(toMillis, to), condition, sequences);
    }

    /// The same events, if they satisfy one more condition.
    Events where(EventCondition more) {
      return new Events(
          behaviours, fromMillis, toMillis, EventCondition.both(condition, more), sequences);
    }

    /// Those of one of the behaviours.
    public Events of(String behaviour) {
      return new Events(List.of(behaviour), fromMillis, toMillis, condition, sequences);
    }

    /// Whether bitmaps say who has such an event: nothing is asked of a single one but when it was.
    public boolean isPlain() {
      return condition instanceof EventCondition.Always && sequences.isEmpty();
    }

    /// Whether no event can ever be in it.
    boolean isEmpty() {
      return fromMillis >= toMillis
          || behaviours.isEmpty()
          || condition instanceof EventCondition.Never
          || sequences.stream()
              .anyMatch(sequence -> !sequence.order().isNegated() && sequence.other().isEmpty());
    }
  }

  /// Another event of the same customer is near one, or is not.
  ///
  /// @param equal names of properties that are equal on both
  record Sequence(Step.Order order, Events other, EventGap gap, List<String> equal) {
    public Sequence {
      equal = List.copyOf(equal);
    }
  }

  /// What [Occurrences] counts.
  enum Counted {
    EVENTS,
    DAYS,
    WEEKS,
    MONTHS
  }
}
