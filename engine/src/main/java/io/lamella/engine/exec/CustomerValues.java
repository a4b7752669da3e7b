package io.lamella.engine.exec;

import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attributes of one customer, as people read them.
public record CustomerValues(Snapshot snapshot, int ordinal) {

  /// Of every attribute that the customer has.
  public List<NamedValue> all() {
    List<NamedValue> values = new ArrayList<>();
    snapshot
        .catalog()
        .attributes()
        .forEach((name, type) -> value(name, type).ifPresent(values::add));
    return values;
  }

  /// Of one attribute, if the customer has it.
  public Optional<NamedValue> of(String attribute) {
    return value(attribute, snapshot.catalog().attributeType(attribute));
  }

  private Optional<NamedValue> value(String name, ValueType type) {
    return CurrentValues.of(snapshot, name)
        .of(ordinal)
        .flatMap(place ->
            RowText.of(
                type, place.values(), place.row(), snapshot.dictionaries().attributes().get(name)))
        .map(text -> new NamedValue(name, text));
  }
}
