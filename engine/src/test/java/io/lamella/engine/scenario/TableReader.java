package io.lamella.engine.scenario;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.TypeInference;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.oracle.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the table of a scenario: a line of names and lines of cells, two spaces or more between
/// them, `-` for no value. A name may declare its type, `tags:set`; else it is inferred as it is
/// for a file.
public final class TableReader {

  private static final Set<String> RESERVED =
      Set.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.EVENT_ID, TableSpec.TIMESTAMP);

  private TableReader() {}

  static Table read(TableSpec.Kind kind, String source, List<String> lines) {
    List<String> header = cells(lines.getFirst());
    List<List<String>> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      cells.add(cells(line));
    }
    return table(kind, source, header, cells);
  }

  /// A table from the names of its columns and its lines, with types as a file's would be.
  public static Table table(
      TableSpec.Kind kind, String source, List<String> header, List<List<String>> lines) {
    List<Column> columns = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      columns.add(column(header.get(column), column, lines));
    }
    return new Table(new TableSpec(kind, source, columns), lines);
  }

  private static Column column(String name, int column, List<List<String>> lines) {
    if (RESERVED.contains(name)) {
      return Column.reserved(name);
    }
    int colon = name.lastIndexOf(':');
    Optional<ValueType> declared = ValueType.ofLabel(name.substring(colon + 1));
    if (colon > 0 && declared.isPresent()) {
      return Column.declared(name.substring(0, colon), declared.get());
    }
    TypeInference inference = new TypeInference();
    for (int place = 0; place < lines.size(); place++) {
      if (column < lines.get(place).size()) {
        inference.see(Table.number(place), lines.get(place).get(column));
      }
    }
    return new Column(name, inference.type(), false, inference.ruledOut(), inference.firstLine());
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.strip().split(" {2,}")) {
      cells.add(cell.equals("-") ? "" : cell);
    }
    return cells;
  }
}
