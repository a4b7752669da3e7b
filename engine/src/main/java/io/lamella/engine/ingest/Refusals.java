package io.lamella.engine.ingest;

import io.lamella.engine.api.ImportSummary.RefusedLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines an import refused, grouped by source, column and reason. Lines beyond a limit are
/// counted but not listed.
final class Refusals {
  private static final int MAX_LISTED = 1_000_000;

  private record Reason(String source, String column, String text) {}

  private final Map<Reason, List<Long>> lines = new LinkedHashMap<>();
  private long count;

  void add(String source, long line, String column, String reason) {
    if (count++ < MAX_LISTED) {
      lines.computeIfAbsent(new Reason(source, column, reason), key -> new ArrayList<>()).add(line);
    }
  }

  long count() {
    return count;
  }

  List<RefusedLines> list() {
    return lines.entrySet().stream()
        .map(entry ->
            new RefusedLines(
                entry.getKey().source(),
                entry.getKey().column(),
                entry.getKey().text(),
                entry.getValue()))
        .toList();
  }
}
