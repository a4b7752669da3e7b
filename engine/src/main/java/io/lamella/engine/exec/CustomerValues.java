package io.lamella.engine.exec;

import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attributes of one customer, as people read them.
public record CustomerValues(Snapshot snapshot, int ordinal) {

  /// Of every attribute that the customer has.
  public List<NamedValue> all() {
    List<NamedValue> values = new ArrayList<>();
    snapshot.catalog().attributes().keySet().forEach(name -> of(name).ifPresent(values::add));
    return values;
  }

  /// Of one attribute, if the customer has it.
  public Optional<NamedValue> of(String attribute) {
    return new AttributeText(snapshot, attribute)
        .of(ordinal)
        .map(text -> new NamedValue(attribute, text));
  }
}
