package io.lamella.engine.oracle;

import io.lamella.engine.api.TableSpec;
import java.util.List;

/// A table of an import with its lines, as a file holds them: the first line of cells is line 2.
public record Table(TableSpec spec, List<List<String>> lines) {

  private static final int FIRST_LINE = 2;

  public Table {
    lines = List.copyOf(lines);
  }

  /// The number of the line of cells in this place, as a person counts lines in a file.
  public static long number(int place) {
    return (long) place + FIRST_LINE;
  }
}
