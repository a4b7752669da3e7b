package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.plan.EventCondition;
import io.lamella.engine.plan.ValueTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An [EventCondition] made ready to run over rows of a bucket: each leaf a pass over one column,
/// combined as bits. So the whole condition holds on one and the same event. Confined to one
/// thread.
final class RowCondition {

  /// A node of the condition. Bits beyond the last row are cleared in every result.
  private interface Term {
    void test(Bucket bucket, int fromRow, int count, long[] target);
  }

  private static final int WORDS = EventRows.BLOCK >>> 6;

  private final Term root;

  RowCondition(EventCondition condition) {
    root = term(condition);
  }

  /// Sets bit i of the target where row `fromRow + i` satisfies the condition, and clears it
  /// elsewhere.
  void test(Bucket bucket, int fromRow, int count, long[] target) {
    root.test(bucket, fromRow, count, target);
  }

  private static int words(int count) {
    return (count + 63) >>> 6;
  }

  private static Term term(EventCondition condition) {
    return switch (condition) {
      case EventCondition.Always _ ->
          (bucket, fromRow, count, target) -> Column.setFirst(count, words(count), target);
      case EventCondition.Never _ ->
          (bucket, fromRow, count, target) -> Arrays.fill(target, 0, words(count), 0);
      case EventCondition.All(var terms) -> all(terms.stream().map(RowCondition::term).toList());
      case EventCondition.Any(var terms) -> any(terms.stream().map(RowCondition::term).toList());
      case EventCondition.Not(var negated) -> not(term(negated));
      case EventCondition.AtLeast(int count, var terms) ->
          atLeast(count, terms.stream().map(RowCondition::term).toList());
      case EventCondition.Property(var name, var test, var _) -> property(name, test);
      case EventCondition.OwnInstant(var test, var _) -> ownInstant(test);
    };
  }

  private static Term all(List<Term> terms) {
    long[] more = new long[WORDS];
    return (bucket, fromRow, count, target) -> {
      terms.getFirst().test(bucket, fromRow, count, target);
      for (int i = 1; i < terms.size(); i++) {
        terms.get(i).test(bucket, fromRow, count, more);
        for (int word = 0; word < words(count); word++) {
          target[word] &= more[word];
        }
      }
    };
  }

  private static Term any(List<Term> terms) {
    long[] more = new long[WORDS];
    return (bucket, fromRow, count, target) -> {
      terms.getFirst().test(bucket, fromRow, count, target);
      for (int i = 1; i < terms.size(); i++) {
        terms.get(i).test(bucket, fromRow, count, more);
        for (int word = 0; word < words(count); word++) {
          target[word] |= more[word];
        }
      }
    };
  }

  private static Term not(Term term) {
    long[] negated = new long[WORDS];
    return (bucket, fromRow, count, target) -> {
      term.test(bucket, fromRow, count, negated);
      Column.setFirst(count, words(count), target);
      for (int word = 0; word < words(count); word++) {
        target[word] &= ~negated[word];
      }
    };
  }

  private static Term atLeast(int needed, List<Term> terms) {
    long[] one = new long[WORDS];
    var planes = new CounterPlanes(WORDS, needed);
    return (bucket, fromRow, count, target) -> {
      planes.clear(needed);
      for (Term term : terms) {
        Arrays.fill(one, 0);
        term.test(bucket, fromRow, count, one);
        planes.add(one, 0);
      }
      planes.atLeast(target);
    };
  }

  private static Term property(String name, ValueTest test) {
    RowTest rows = RowTest.of(test);
    return (bucket, fromRow, count, target) -> {
      Optional<Values> values = bucket.property(name);
      if (values.isPresent()) {
        rows.test(values.get(), fromRow, count, target);
      } else {
        Arrays.fill(target, 0, words(count), 0);
      }
    };
  }

  /// The bucket keeps instants as milliseconds since its day began.
  private static Term ownInstant(ValueTest test) {
    return switch (test) {
      case ValueTest.Present _ ->
          (bucket, fromRow, count, target) -> Column.setFirst(count, words(count), target);
      case ValueTest.InRanges(var ranges) -> {
        long[] passed = new long[WORDS];
        yield (bucket, fromRow, count, target) -> {
          Arrays.fill(target, 0, words(count), 0);
          for (var range : ranges) {
            long low = Math.max(range.lowAtScale(0), bucket.firstMillis());
            long high = Math.min(range.highAtScale(0), bucket.lastMillis());
            if (low <= high) {
              long start = bucket.startMillis();
              bucket.times().inRange(fromRow, count, low - start, high - start, passed);
              for (int word = 0; word < words(count); word++) {
                target[word] |= passed[word];
              }
            }
          }
        };
      }
      case ValueTest.ByCalendar calendar ->
          (bucket, fromRow, count, target) -> {
            Arrays.fill(target, 0, words(count), 0);
            for (int i = 0; i < count; i++) {
              long millis = bucket.startMillis() + bucket.times().value(fromRow + i);
              if (CalendarTests.passes(calendar, millis)) {
                target[i >>> 6] |= 1L << i;
              }
            }
          };
      case ValueTest.CodeIn _, ValueTest.HasMembers _, ValueTest.SizeIn _, ValueTest.ByPlace _ ->
          throw new IllegalArgumentException("no test of an instant: " + test);
    };
  }
}
