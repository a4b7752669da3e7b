package io.lamella.engine.exec;

import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values that customers have of one attribute now, as people read them. Immutable; good as
/// long as its snapshot is.
public final class AttributeText {
  private final ValueType type;
  private final CurrentValues values;
  private final @Nullable ValueDictionary dictionary;

  /// @param name of an attribute that the snapshot's catalogue has
  public AttributeText(Snapshot snapshot, String name) {
    this.type = Objects.requireNonNull(snapshot.catalog().attributes().get(name), name);
    this.values = CurrentValues.of(snapshot, name);
    this.dictionary = snapshot.dictionaries().attributes().get(name);
  }

  /// A customer's value; empty for none.
  public Optional<String> of(int ordinal) {
    return values
        .of(ordinal)
        .flatMap(place -> RowText.of(type, place.values(), place.row(), dictionary));
  }
}
