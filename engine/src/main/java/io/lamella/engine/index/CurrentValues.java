package io.lamella.engine.index;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// The values that customers have of one attribute now: the newest change, else what the attribute
/// was built with. Immutable.
///
/// @param built empty if nobody had a value then
/// @param changes oldest first
public record CurrentValues(Optional<Attribute> built, List<Changes> changes) {

  /// Where a value stands.
  public record Place(Values values, long row) {}

  /// Of an attribute of a snapshot.
  public static CurrentValues of(Snapshot snapshot, String attribute) {
    return new CurrentValues(snapshot.attribute(attribute), snapshot.changes(attribute));
  }

  /// A customer's value; empty for none.
  public Optional<Place> of(int ordinal) {
    return of(ordinal, changes.size());
  }

  /// A customer's value before the newest changes.
  ///
  /// @param layers how many of the changes count, oldest first
  public Optional<Place> of(int ordinal, int layers) {
    for (int layer = layers - 1; layer >= 0; layer--) {
      int row = changes.get(layer).row(ordinal);
      if (row >= 0) {
        return changes.get(layer).values().flatMap(values -> place(values, row));
      }
    }
    return built.flatMap(attribute -> place(attribute.values(), ordinal));
  }

  private static Optional<Place> place(Values values, long row) {
    return values.presence().has(row) ? Optional.of(new Place(values, row)) : Optional.empty();
  }

  /// Takes every customer that was changed, once each, ascending within a layer.
  public void forEachChanged(IntConsumer consumer) {
    for (int layer = changes.size() - 1; layer >= 0; layer--) {
      int newer = layer + 1;
      changes
          .get(layer)
          .forEach((row, ordinal) -> {
            for (int i = newer; i < changes.size(); i++) {
              if (changes.get(i).row(ordinal) >= 0) {
                return;
              }
            }
            consumer.accept(ordinal);
          });
    }
  }

  /// How many have a value.
  public long presentCardinality() {
    long present = built.map(Attribute::presentCardinality).orElse(0L);
    for (Changes layer : changes) {
      present += layer.presentGrowth();
    }
    return present;
  }
}
