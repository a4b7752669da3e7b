package io.lamella.engine.api;

import java.util.List;

/// What became of the lines of an import.
///
/// @param read lines offered: loaded + refused + duplicates, unless nothing was published
/// @param duplicates event lines dropped because their event id was known
/// @param snapshot the number of the snapshot in force afterwards
/// @param published whether the lines were loaded; false for a strict import with a refused line
public record ImportSummary(
    long read,
    long loaded,
    long refused,
    long duplicates,
    long snapshot,
    boolean published,
    List<RefusedLines> refusals) {

  public ImportSummary {
    refusals = List.copyOf(refusals);
  }

  /// Lines of one source refused for one reason. No cell's content: values of customers stay out of
  /// messages.
  ///
  /// @param column empty when the whole line is at fault
  /// @param reason what is wrong and what would be right
  public record RefusedLines(String source, String column, String reason, List<Long> lines) {
    public RefusedLines {
      lines = List.copyOf(lines);
    }
  }
}
