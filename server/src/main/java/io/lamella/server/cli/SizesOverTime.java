package io.lamella.server.cli;

import io.lamella.v1.HistoryResponse;
import java.io.PrintWriter;
import java.util.Locale;

/// How a history is written for people: a line for each instant, then what it is of.
final class SizesOverTime {

  private SizesOverTime() {}

  static void print(HistoryResponse response, PrintWriter out) {
    boolean first = true;
    for (HistoryResponse.Point point : response.getPointsList()) {
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
            + Output.number(response.getPopulation())
            + " customers, snapshot "
            + response.getSnapshot());
    if (response.getAsNowCount() > 0) {
      out.println("as now at every instant: " + String.join(", ", response.getAsNowList()));
    }
  }
}
