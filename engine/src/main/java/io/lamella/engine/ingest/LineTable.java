package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A declared table: which cell of a line is what.
///
/// @param values the columns that become attributes or properties
/// @param event -1 for customers
/// @param timestamp -1 for customers
/// @param eventId -1 where there is none
record LineTable(
    TableSpec.Kind kind,
    String source,
    int width,
    List<ValueColumn> values,
    int customerId,
    int event,
    int timestamp,
    int eventId) {

  /// A column of values.
  record ValueColumn(int position, String name, ValueType type) {}

  /// The position of a reserved column that the table does not have.
  private static final int ABSENT = -1;

  /// Looks at the columns of a table.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a missing, doubled or empty column name
  static LineTable of(TableSpec spec) {
    List<String> names = spec.columns().stream().map(TableSpec.Column::name).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw refused(spec, "a column without a name", "give every column a name");
      }
      if (!seen.add(name)) {
        throw refused(spec, "two columns named '" + name + "'", "give each its own name");
      }
    }
    boolean events = spec.kind() == TableSpec.Kind.EVENTS;
    require(spec, names, TableSpec.CUSTOMER_ID);
    if (events) {
      require(spec, names, TableSpec.EVENT);
      require(spec, names, TableSpec.TIMESTAMP);
    }
    Set<String> reserved =
        events
            ? Set.of(
                TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP, TableSpec.EVENT_ID)
            : Set.of(TableSpec.CUSTOMER_ID);
    List<ValueColumn> values = new ArrayList<>();
    for (int position = 0; position < names.size(); position++) {
      TableSpec.Column column = spec.columns().get(position);
      if (!reserved.contains(column.name()) && column.type().isPresent()) {
        values.add(new ValueColumn(position, column.name(), column.type().get()));
      }
    }
    return new LineTable(
        spec.kind(),
        spec.source(),
        names.size(),
        List.copyOf(values),
        names.indexOf(TableSpec.CUSTOMER_ID),
        events ? names.indexOf(TableSpec.EVENT) : ABSENT,
        events ? names.indexOf(TableSpec.TIMESTAMP) : ABSENT,
        events ? names.indexOf(TableSpec.EVENT_ID) : ABSENT);
  }

  private static void require(TableSpec spec, List<String> names, String name) {
    if (!names.contains(name)) {
      throw refused(spec, "no column '" + name + "'", "add it to the header");
    }
  }

  private static EngineException refused(TableSpec spec, String what, String right) {
    return new EngineException(
        EngineException.Code.INVALID_ARGUMENT, spec.source() + ": " + what + "; " + right);
  }
}
