package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The types of all names, those of the workspace and those that an import adds: a name has one
/// type, attributes and properties apart. Confined to the import.
final class Types {
  private final SortedMap<String, ValueType> attributes;
  private final SortedMap<String, ValueType> properties;

  Types(Catalog catalog) {
    attributes = new TreeMap<>(catalog.attributes());
    properties = new TreeMap<>(catalog.properties());
  }

  /// Adds the names of a table.
  ///
  /// @throws EngineException `TYPE_CONFLICT`
  void add(TableSpec spec, LineTable table) {
    SortedMap<String, ValueType> known = of(table.kind());
    for (LineTable.ValueColumn column : table.values()) {
      ValueType type = known.get(column.name());
      if (type != null && type != column.type()) {
        throw conflict(spec, spec.columns().get(column.position()), type, column.type());
      }
    }
    table.values().forEach(column -> known.put(column.name(), column.type()));
  }

  SortedMap<String, ValueType> of(TableSpec.Kind kind) {
    return kind == TableSpec.Kind.CUSTOMERS ? attributes : properties;
  }

  /// The type of a name that is known.
  ValueType of(TableSpec.Kind kind, String name) {
    return Objects.requireNonNull(of(kind).get(name), name);
  }

  private static EngineException conflict(
      TableSpec spec, TableSpec.Column column, ValueType known, ValueType found) {
    String what = spec.kind() == TableSpec.Kind.CUSTOMERS ? "attribute" : "property";
    String why;
    if (column.declared()) {
      why = "the header declares " + found.label();
    } else {
      long line = column.ruledOut().getOrDefault(known, column.firstLine());
      why = "line " + line + " decides for " + found.label();
    }
    return new EngineException(
        EngineException.Code.TYPE_CONFLICT,
        spec.source()
            + ": column '"
            + column.name()
            + "' is "
            + found.label()
            + " here ("
            + why
            + ") but the "
            + what
            + " is "
            + known.label()
            + " in the workspace; nothing was loaded; write '"
            + column.name()
            + ":"
            + known.label()
            + "' in the header to read it so");
  }
}
