package io.lamella.engine.api;

import java.util.List;

/// One bulk import: declare the tables, offer their lines, commit. All of it becomes one snapshot,
/// or nothing does. Used by one thread at a time; at most one per workspace at a time.
public interface ImportSession extends AutoCloseable {

  /// Declares a table and returns its number, from 0. Nothing is loaded if any table is refused.
  ///
  /// @throws EngineException `TYPE_CONFLICT` if a column's type differs from the workspace's or
  ///   from an earlier table's, naming column, both types, deciding line and the header cell that
  ///   would mend it; `INVALID_ARGUMENT` for a missing, doubled or empty column name
  int table(TableSpec spec);

  /// Offers one line: as many cells as the table has columns, an empty string for no value. A line
  /// that cannot be loaded is counted and reported, not thrown.
  ///
  /// @throws EngineException `MEMORY_BUDGET_EXCEEDED`; the import is then over and nothing of it is
  ///   loaded
  void line(int table, long line, List<String> cells);

  /// Offers several lines of a table: what [#line] does with each of them, in less time.
  ///
  /// @param numbers of the lines
  /// @param cells all cells of the first line, then those of the next; as many for each as the
  ///   table has columns
  /// @throws EngineException as [#line]; `INVALID_ARGUMENT` for another number of cells
  void lines(int table, List<Long> numbers, List<String> cells);

  /// Builds and publishes the next snapshot. A strict import with a refused line publishes nothing.
  ///
  /// @throws EngineException `MEMORY_BUDGET_EXCEEDED`; nothing is then loaded
  ImportSummary commit();

  /// Ends the import; without a commit before, nothing of it is loaded.
  @Override
  void close();

  /// Offers a line of string cells.
  default void line(int table, long line, String... cells) {
    line(table, line, List.of(cells));
  }

  /// What to do with lines that are refused.
  enum Strictness {
    /// Load the others.
    LENIENT,
    /// Load nothing.
    STRICT
  }
}
