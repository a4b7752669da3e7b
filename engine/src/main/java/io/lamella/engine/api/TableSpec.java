package io.lamella.engine.api;

import io.lamella.engine.catalog.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of an import: one file, in general.
///
/// Customers need a column `customer_id`; every other column is an attribute. Events need
/// `customer_id`, `event` and `timestamp`, may have `event_id`; every other column is a property.
/// The type given for those four is ignored.
///
/// @param source the name to use in messages and reports, a file's path in general
public record TableSpec(Kind kind, String source, List<Column> columns) {

  public static final String CUSTOMER_ID = "customer_id";
  public static final String EVENT = "event";
  public static final String EVENT_ID = "event_id";
  public static final String TIMESTAMP = "timestamp";

  public TableSpec {
    columns = List.copyOf(columns);
  }

  /// What a line of the table is.
  public enum Kind {
    CUSTOMERS,
    EVENTS
  }

  /// A column.
  ///
  /// @param type empty for a column of empty cells, which is left undeclared
  /// @param declared whether the type was written in the header rather than inferred
  /// @param ruledOut for an inferred type: the first line that is not of each type, to explain a
  ///   conflict
  /// @param firstLine for an inferred type: the first line with a cell that is not empty; else 0
  public record Column(
      String name,
      Optional<ValueType> type,
      boolean declared,
      Map<ValueType, Long> ruledOut,
      long firstLine) {
    public Column {
      ruledOut = Map.copyOf(ruledOut);
    }

    /// A column whose header names its type.
    public static Column declared(String name, ValueType type) {
      return new Column(name, Optional.of(type), true, Map.of(), 0);
    }

    /// A column of strings that needs no type: one of the four reserved ones.
    public static Column reserved(String name) {
      return new Column(name, Optional.empty(), false, Map.of(), 0);
    }
  }
}
