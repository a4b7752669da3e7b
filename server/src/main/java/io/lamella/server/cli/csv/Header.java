package io.lamella.server.cli.csv;

import io.lamella.engine.catalog.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A CSV header, read: a cell is a name, or `name:type`.
public record Header(List<Column> columns) {

  public Header {
    columns = List.copyOf(columns);
  }

  /// A column's name and the type that the header declares, if it does.
  public record Column(String name, Optional<ValueType> declared) {}

  /// Reads the cells of a header.
  ///
  /// @throws BadFileException for a type that there is not
  public static Header of(String file, List<String> cells) {
    return new Header(cells.stream().map(cell -> column(file + ": line 1", cell)).toList());
  }

  /// Reads one cell.
  ///
  /// @param place where it stands, for messages
  /// @throws BadFileException for a type that there is not
  public static Column column(String place, String cell) {
    int colon = cell.lastIndexOf(':');
    if (colon < 0) {
      return new Column(cell, Optional.empty());
    }
    String label = cell.substring(colon + 1);
    Optional<ValueType> type = ValueType.ofLabel(label);
    if (type.isEmpty()) {
      throw new BadFileException(
          place
              + ": column '"
              + cell
              + "': "
              + "unknown type '"
              + label
              + "'; the types are "
              + Arrays.stream(ValueType.values())
                  .map(ValueType::label)
                  .collect(Collectors.joining(", ")));
    }
    return new Column(cell.substring(0, colon), type);
  }
}
