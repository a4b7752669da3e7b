package io.lamella.server.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The lines an import refused, by file and line, as CSV.
final class RefusalReport {

  /// One refused line.
  record Refusal(String file, long line, String column, String reason) {
    /// `events.csv:17: timestamp: not an instant`.
    @Override
    public String toString() {
      return file + ":" + line + ": " + (column.isEmpty() ? "" : column + ": ") + reason;
    }
  }

  private final List<Refusal> refusals = new ArrayList<>();

  void add(String file, long line, String column, String reason) {
    refusals.add(new Refusal(file, line, column, reason));
  }

  boolean isEmpty() {
    return refusals.isEmpty();
  }

  /// The first few, in order.
  List<Refusal> first(int count) {
    return sorted().subList(0, Math.min(count, refusals.size()));
  }

  int size() {
    return refusals.size();
  }

  void write(Path path) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(path)) {
      csv.writeRecord("file", "line", "column", "reason");
      for (Refusal refusal : sorted()) {
        csv.writeRecord(
            refusal.file(), Long.toString(refusal.line()), refusal.column(), refusal.reason());
      }
    }
  }

  private List<Refusal> sorted() {
    return refusals.stream()
        .sorted(Comparator.comparing(Refusal::file).thenComparingLong(Refusal::line))
        .toList();
  }
}
