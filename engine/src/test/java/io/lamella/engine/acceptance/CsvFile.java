package io.lamella.engine.acceptance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.TypeInference;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A gzipped CSV file with a header, read twice: for the types of its columns, then for its lines.
final class CsvFile {

  private static final Set<String> RESERVED =
      Set.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.EVENT_ID, TableSpec.TIMESTAMP);

  private final Path path;

  CsvFile(Path path) {
    this.path = path;
  }

  /// Declares the file's columns and offers its lines.
  void offer(ImportSession session, TableSpec.Kind kind) {
    int table = session.table(spec(kind));
    read(line -> {
      if (line.getStartingLineNumber() > 1) {
        session.line(table, line.getStartingLineNumber(), line.getFields());
      }
    });
  }

  private TableSpec spec(TableSpec.Kind kind) {
    List<String> names = new ArrayList<>();
    List<TypeInference> types = new ArrayList<>();
    read(line -> {
      if (names.isEmpty()) {
        names.addAll(line.getFields());
        names.forEach(name -> types.add(new TypeInference()));
      } else {
        for (int column = 0; column < names.size(); column++) {
          types.get(column).see(line.getStartingLineNumber(), line.getField(column));
        }
      }
    });
    List<Column> columns = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      TypeInference type = types.get(column);
      columns.add(
          RESERVED.contains(name)
              ? Column.reserved(name)
              : new Column(name, type.type(), false, type.ruledOut(), type.firstLine()));
    }
    return new TableSpec(kind, path.getFileName().toString(), columns);
  }

  private void read(Consumer<CsvRecord> line) {
    try (var reader =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path), 1 << 16), StandardCharsets.UTF_8);
        CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(reader)) {
      lines.forEach(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
