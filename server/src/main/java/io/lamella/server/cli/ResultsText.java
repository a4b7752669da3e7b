package io.lamella.server.cli;

import io.lamella.v1.ChannelResults;
import io.lamella.v1.GroupResults;
import io.lamella.v1.Lift;
import io.lamella.v1.ResultsBase;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.Revenue;
import io.lamella.v1.StepLift;
import io.lamella.v1.StepResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What became of a message in one channel or several, in words.
record ResultsText(ResultsResponse answer, ChannelResults channel) {
  private static final int MIN_NAME = 12;
  private static final int NUMBER = 14;
  private static final int SHARE = 10;

  void print(PrintWriter out) {
    out.println();
    out.println(title() + ": " + group(channel.getSegment()) + " of the segment" + comparison());
    Map<String, Lift> lifts =
        channel.getStepLiftsList().stream()
            .collect(Collectors.toMap(StepLift::getStep, StepLift::getLift));
    for (int i = 0; i < channel.getSegment().getStepsCount(); i++) {
      StepResult step = channel.getSegment().getSteps(i);
      String line = "  " + left(step.getName()) + step(step);
      if (channel.hasComparison()) {
        line += step(channel.getComparison().getSteps(i));
      }
      Lift lift = lifts.get(step.getName());
      out.println(line + (lift == null ? "" : "   " + points(lift)));
    }
    if (channel.getSegment().hasRevenue()) {
      String line = "  " + left("revenue") + revenue(channel.getSegment().getRevenue());
      if (channel.hasComparison()) {
        line += revenue(channel.getComparison().getRevenue());
      }
      out.println(
          line + (channel.hasRevenueLift() ? "   " + amount(channel.getRevenueLift()) : ""));
    }
  }

  private String title() {
    return switch (channel.getExtent()) {
      case CHANNEL_EXTENT_ALL -> answer.getChannelsCount() == 4 ? "both" : "all";
      case CHANNEL_EXTENT_ANY -> answer.getChannelsCount() == 4 ? "either" : "any";
      case CHANNEL_EXTENT_ONE, CHANNEL_EXTENT_UNSPECIFIED, UNRECOGNIZED -> channel.getChannel();
    };
  }

  private String comparison() {
    return channel.hasComparison()
        ? ", " + group(channel.getComparison()) + " of the comparison"
        : "";
  }

  private String group(GroupResults group) {
    return answer.getBase() == ResultsBase.RESULTS_BASE_RECIPIENTS
        ? Output.number(group.getBase())
            + " recipients among "
            + Output.number(group.getCustomers())
            + " customers"
        : Output.number(group.getCustomers()) + " customers";
  }

  private static String step(StepResult step) {
    return right(Output.number(step.getCount()), NUMBER)
        + right(String.format(Locale.ROOT, "%.2f %%", 100 * step.getShare()), SHARE);
  }

  private static String revenue(Revenue revenue) {
    return right(revenue.getSum(), NUMBER)
        + right(String.format(Locale.ROOT, "%.2f", revenue.getPerCustomer()), SHARE);
  }

  private String points(Lift lift) {
    if (!lift.hasEstimate()) {
      return lift.getTooFew();
    }
    return interval(lift.getEstimate().getDifference(), 100, " points")
        + (lift.getEstimate().hasRatio()
            ? ", " + interval(lift.getEstimate().getRatio(), 100, " %")
            : "");
  }

  private String amount(Lift lift) {
    return lift.hasEstimate()
        ? interval(lift.getEstimate().getDifference(), 1, " per customer")
        : lift.getTooFew();
  }

  private static String interval(Lift.Interval interval, double factor, String unit) {
    return String.format(
        Locale.ROOT,
        "%+.2f%s (%+.2f to %+.2f)",
        factor * interval.getValue(),
        unit,
        factor * interval.getLow(),
        factor * interval.getHigh());
  }

  private String left(String text) {
    int longest =
        channel.getSegment().getStepsList().stream()
            .mapToInt(step -> step.getName().length())
            .max()
            .orElse(0);
    return String.format(Locale.ROOT, "%-" + Math.max(MIN_NAME, longest) + "s", text);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
