package io.lamella.server.cli;

import io.lamella.server.cli.csv.BadFileException;
import io.lamella.server.cli.csv.CsvFile;
import io.lamella.server.cli.json.LineFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A file of customer ids.
interface IdFile {

  /// Visits every id; empty ones are none.
  ///
  /// @throws BadFileException if the file cannot be read to its end
  void ids(Consumer<String> visitor);

  /// One id a line, without white space around it; `-` for standard input.
  static IdFile ofLines(String name) {
    return visitor -> new LineFile(name).lines((number, text) -> visitor.accept(text.strip()));
  }

  /// The cells of one column of a CSV file with a header, plain or gzip.
  static IdFile ofColumn(String name, String column) {
    return visitor -> {
      CsvFile file = new CsvFile(Path.of(name));
      List<String> header = file.header();
      int at = header.indexOf(column);
      if (at < 0) {
        throw new BadFileException(
            name
                + ":1: no column of this name: column="
                + column
                + ", columns="
                + String.join(", ", header));
      }
      file.lines((line, cells) -> {
        if (cells.size() > at && !cells.get(at).isEmpty()) {
          visitor.accept(cells.get(at));
        }
      });
    };
  }
}
