package io.lamella.server.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Counts in lines and columns of the same names.
record Matrix(List<String> names, List<List<Long>> counts) {
  private static final int MIN_WIDTH = 8;

  void print(PrintWriter out) {
    int width = MIN_WIDTH;
    for (String name : names) {
      width = Math.max(width, name.length() + 2);
    }
    out.print(" ".repeat(width));
    for (String name : names) {
      out.print(right(name, width + 2));
    }
    out.println();
    for (int i = 0; i < names.size(); i++) {
      out.print(String.format(Locale.ROOT, "%-" + width + "s", names.get(i)));
      for (long count : counts.get(i)) {
        out.print(right(Output.number(count), width + 2));
      }
      out.println();
    }
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
