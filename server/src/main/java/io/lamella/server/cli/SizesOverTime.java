package io.lamella.server.cli;

import io.lamella.v1.SizeSeries;
import java.io.PrintWriter;
import java.util.Locale;

/// How a history is written for people: a line for each instant, then what it is of.
final class SizesOverTime {

  private SizesOverTime() {}

  static void print(SizeSeries sizes, PrintWriter out) {
    boolean first = true;
    for (SizeSeries.Point point : sizes.getPointsList()) {
      String line =
          String.format(
              Locale.ROOT, "%-24s %,13d", Output.instant(point.getAsOf()), point.getCount());
      out.println(
          first
              ? line
              : line
                  + String.format(
                      Locale.ROOT, " %+,13d %,13d", point.getAdded(), -point.getRemoved()));
      first = false;
    }
    out.println(
        "of "
            + Output.number(sizes.getPopulation())
            + " customers, snapshot "
            + sizes.getSnapshot());
    if (sizes.getAsNowCount() > 0) {
      out.println("as now at every instant: " + String.join(", ", sizes.getAsNowList()));
    }
  }
}
