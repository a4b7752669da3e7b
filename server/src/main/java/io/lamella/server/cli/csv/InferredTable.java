package io.lamella.server.cli.csv;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.TypeInference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// A CSV file read once to the end: its columns with their types, and how many lines it has.
///
/// @param lines behind the header
/// @param ragged of these, how many have another number of cells than the header
public record InferredTable(CsvFile file, TableSpec spec, long lines, long ragged) {

  /// Reads the file and decides what its columns are.
  ///
  /// @param progress told how many lines have been read, now and then
  /// @throws BadFileException if the file cannot be read to its end
  public static InferredTable of(CsvFile file, TableSpec.Kind kind, LongConsumer progress) {
    Header header = Header.of(file.name(), file.header());
    List<Header.Column> columns = header.columns();
    List<TypeInference> inferences = new ArrayList<>();
    columns.forEach(column -> inferences.add(new TypeInference()));
    long[] counts = new long[2];
    file.lines((line, cells) -> {
      if (++counts[0] % 10_000 == 0) {
        progress.accept(counts[0]);
      }
      if (cells.size() != columns.size()) {
        counts[1]++;
        return;
      }
      for (int i = 0; i < cells.size(); i++) {
        if (columns.get(i).declared().isEmpty()) {
          inferences.get(i).see(line, cells.get(i));
        }
      }
    });
    List<TableSpec.Column> typed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      typed.add(column(columns.get(i), inferences.get(i)));
    }
    return new InferredTable(file, new TableSpec(kind, file.name(), typed), counts[0], counts[1]);
  }

  private static TableSpec.Column column(Header.Column column, TypeInference inference) {
    return column
        .declared()
        .map(type -> TableSpec.Column.declared(column.name(), type))
        .orElseGet(() ->
            new TableSpec.Column(
                column.name(),
                inference.type(),
                false,
                inference.ruledOut(),
                inference.firstLine()));
  }
}
