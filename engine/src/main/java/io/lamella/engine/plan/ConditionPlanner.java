package io.lamella.engine.plan;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.List;
import java.util.OptionalInt;

/// Turns what stands inside `where(…)` into a condition on one event.
record ConditionPlanner(Statistics statistics, Clock clock, NoticeList notices, ValueTests tests) {

  EventCondition plan(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Everyone _ -> new EventCondition.Always();
      case Predicate.Nobody _ -> new EventCondition.Never();
      case Predicate.And(var terms) -> new EventCondition.All(planAll(terms));
      case Predicate.Or(var terms) -> new EventCondition.Any(planAll(terms));
      case Predicate.Not(var term) -> new EventCondition.Not(plan(term));
      case Predicate.Quantified(var quantifier, int count, var terms) ->
          quantified(quantifier, count, planAll(terms));
      case Predicate.Did _, Predicate.Sample _, Predicate.InSegment _, Predicate.InList _ ->
          throw new IllegalArgumentException("not a condition on an event: " + predicate);
      default -> test(predicate);
    };
  }

  /// The property has some value.
  static EventCondition present(Field property) {
    return new EventCondition.Property(
        property.name(), new ValueTest.Present(), "has(" + property.name() + ")");
  }

  /// The property passes a test that stands in no text.
  static EventCondition property(Field property, List<DecimalRange> ranges) {
    return ranges.isEmpty()
        ? new EventCondition.Never()
        : new EventCondition.Property(
            property.name(), new ValueTest.InRanges(ranges), property.name() + " in " + ranges);
  }

  private EventCondition quantified(
      Predicate.Quantifier quantifier, int count, List<EventCondition> terms) {
    return switch (quantifier) {
      case AT_LEAST -> atLeast(count, terms);
      case AT_MOST -> new EventCondition.Not(atLeast(count + 1L, terms));
      case EXACTLY ->
          EventCondition.both(
              atLeast(count, terms), new EventCondition.Not(atLeast(count + 1L, terms)));
    };
  }

  private static EventCondition atLeast(long count, List<EventCondition> terms) {
    if (count <= 0) {
      return new EventCondition.Always();
    }
    return count > terms.size()
        ? new EventCondition.Never()
        : new EventCondition.AtLeast((int) count, terms);
  }

  private List<EventCondition> planAll(List<Predicate> terms) {
    return terms.stream().map(this::plan).toList();
  }

  private EventCondition test(Predicate predicate) {
    Field field = Fields.of(predicate);
    ValueTest test = Fields.test(predicate, tests, clock, notices, source(field));
    String text = Expressions.print(predicate);
    return field.kind() == Field.Kind.OWN_INSTANT
        ? new EventCondition.OwnInstant(test, text)
        : new EventCondition.Property(field.name(), test, text);
  }

  private ValueTests.Source source(Field field) {
    String name = field.name();
    ValueType type =
        field.kind() == Field.Kind.OWN_INSTANT
            ? ValueType.INSTANT
            : statistics.catalog().propertyType(name);
    return new ValueTests.Source() {
      @Override
      public ValueType type() {
        return type;
      }

      @Override
      public OptionalInt code(String value) {
        return statistics.propertyCode(name, value);
      }

      @Override
      public CodeSet codes(java.util.function.Predicate<String> fits) {
        return statistics.propertyCodes(name, fits);
      }

      @Override
      public String unknownValue(String value) {
        return "no event has the value '" + value + "' of '" + name + "'";
      }

      @Override
      public List<String> near(String value) {
        return statistics.nearPropertyValues(name, value);
      }
    };
  }
}
