package io.lamella.engine.plan;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.plan.Plan.AttributeTest;
import io.lamella.engine.plan.Plan.Weight;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.List;
import java.util.OptionalInt;

/// Plans conditions on attributes: each is one test of one attribute, answered from its bitmaps
/// where there are some for the values asked, else from its column.
record AttributePlanner(Statistics statistics, Clock clock, NoticeList notices, ValueTests tests) {

  /// Reading one container of a bitmap, and one byte of a column.
  private static final long NANOS_A_CONTAINER = 150;

  private static final double NANOS_A_BYTE = 0.1;

  Plan plan(Predicate predicate) {
    Field field = Fields.of(predicate);
    ValueTest test = Fields.test(predicate, tests, clock, notices, source(field));
    long population = statistics.population();
    long present = statistics.present(field.name());
    long estimate = estimate(field.name(), test, present);
    if (estimate == 0) {
      return new Plan.Nobody();
    }
    return new AttributeTest(
        field.name(),
        test,
        Expressions.print(predicate),
        population - present,
        new Weight(estimate, cost(field.name(), test)));
  }

  /// The customers in a ranking's end, by a number.
  Plan ranked(Predicate.Ranked ranked, Field field) {
    long present = statistics.present(field.name());
    if (present == 0) {
      return new Plan.Nobody();
    }
    long pass = cost(field.name(), new ValueTest.InRanges(List.of(DecimalRange.ALL)));
    return new Plan.Ranked(
        ranked.end(),
        ranked.percent().stripTrailingZeros(),
        new Plan.RankedBy.OfAttribute(field.name()),
        Expressions.print(ranked),
        statistics.population() - present,
        // Two passes find the last one's number, one those beyond it.
        new Weight(present, 3 * pass));
  }

  /// Who has the value that a condition is about.
  Plan known(Predicate predicate) {
    return plan(new Predicate.Has(Fields.of(predicate)));
  }

  private long estimate(String attribute, ValueTest test, long present) {
    // So many may have lost their value, or got one.
    long changed = statistics.changed(attribute);
    return switch (test) {
      case ValueTest.CodeIn(CodeSet codes, boolean negated) ->
          Math.min(
              present,
              changed + (negated ? present - sum(attribute, codes) : sum(attribute, codes)));
      case ValueTest.HasMembers(CodeSet codes, boolean all) ->
          Math.min(
              present, changed + (all ? min(attribute, codes, present) : sum(attribute, codes)));
      case ValueTest.InRanges(List<DecimalRange> ranges) -> ranges.isEmpty() ? 0 : present;
      case ValueTest.SizeIn(List<DecimalRange> ranges) -> ranges.isEmpty() ? 0 : present;
      case ValueTest.PartIn part -> part.allowed() == 0 ? 0 : present;
      case ValueTest.AnniversaryIn _, ValueTest.Present _, ValueTest.ByPlace _ -> present;
    };
  }

  private long cost(String attribute, ValueTest test) {
    long chunks = (statistics.population() + 65_535) >>> 16;
    return switch (test) {
      case ValueTest.Present _ -> chunks * NANOS_A_CONTAINER;
      case ValueTest.CodeIn(CodeSet codes, boolean _) ->
          chunks * NANOS_A_CONTAINER * (codes.size() + 1L);
      case ValueTest.HasMembers(CodeSet codes, boolean _) ->
          chunks * NANOS_A_CONTAINER * (codes.size() + 1L);
      case ValueTest.InRanges _, ValueTest.SizeIn _, ValueTest.ByCalendar _, ValueTest.ByPlace _ ->
          (long) (statistics.population() * statistics.columnWidth(attribute) * NANOS_A_BYTE);
    };
  }

  private long sum(String attribute, CodeSet codes) {
    long sum = 0;
    for (int i = 0; i < codes.size(); i++) {
      sum += statistics.cardinality(attribute, codes.code(i));
    }
    return sum;
  }

  private long min(String attribute, CodeSet codes, long present) {
    long min = present;
    for (int i = 0; i < codes.size(); i++) {
      min = Math.min(min, statistics.cardinality(attribute, codes.code(i)));
    }
    return min;
  }

  private ValueTests.Source source(Field field) {
    String name = field.name();
    ValueType type = statistics.catalog().attributeType(name);
    return new ValueTests.Source() {
      @Override
      public ValueType type() {
        return type;
      }

      @Override
      public OptionalInt code(String value) {
        return statistics.attributeCode(name, value);
      }

      @Override
      public CodeSet codes(java.util.function.Predicate<String> fits) {
        return statistics.attributeCodes(name, fits);
      }

      @Override
      public String unknownValue(String value) {
        return "no customer has the value '" + value + "' of '" + name + "'";
      }

      @Override
      public List<String> near(String value) {
        return statistics.nearAttributeValues(name, value);
      }
    };
  }
}
