package io.lamella.engine.index;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How many customers have each value of an attribute that was changed since it was built: what the
/// attribute's bitmaps say, and what the changes make of it. A value is told by its key: a code, or
/// a member's, as an `Integer`; a number, date or instant as a `BigDecimal` without trailing zeros.
/// Confined to one thread.
public final class ValueTally {
  private final Optional<Attribute> built;
  private final Map<Object, Integer> growth = new HashMap<>();

  private ValueTally(Optional<Attribute> built) {
    this.built = built;
  }

  /// Looks at every change.
  public static ValueTally of(Snapshot snapshot, String attribute) {
    CurrentValues current = CurrentValues.of(snapshot, attribute);
    var tally = new ValueTally(current.built());
    current.forEachChanged(ordinal -> {
      current
          .of(ordinal, 0)
          .ifPresent(before -> forEachKey(before.values(), before.row(), tally::lose));
      current.of(ordinal).ifPresent(now -> forEachKey(now.values(), now.row(), tally::gain));
    });
    return tally;
  }

  /// Takes the keys of a row that has a value: one, or one for each member of a set.
  public static void forEachKey(Values values, long row, Consumer<Object> consumer) {
    switch (values) {
      case Values.Codes(Column codes) -> consumer.accept((int) codes.value(row));
      case Values.Sets sets -> {
        for (int number = 0; number < sets.size(row); number++) {
          consumer.accept(sets.member(row, number));
        }
      }
      case Values.Decimals decimals -> consumer.accept(key(decimals.value(row)));
    }
  }

  /// The key of a number.
  public static BigDecimal key(BigDecimal number) {
    return number.stripTrailingZeros();
  }

  /// How many have a code, or a member.
  public long count(int code) {
    return built.map(attribute -> attribute.cardinality(code)).orElse(0L)
        + growth.getOrDefault(code, 0);
  }

  /// How many more have the value than when the attribute was built.
  public int growth(Object key) {
    return growth.getOrDefault(key, 0);
  }

  private void lose(Object key) {
    growth.merge(key, -1, Integer::sum);
  }

  private void gain(Object key) {
    growth.merge(key, 1, Integer::sum);
  }
}
