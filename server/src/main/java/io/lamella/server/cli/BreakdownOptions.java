package io.lamella.server.cli;

import io.lamella.engine.query.Window;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownRequest.Edges;
import io.lamella.v1.BreakdownRequest.EventProperty;
import io.lamella.v1.BreakdownRequest.NumberBins;
import io.lamella.v1.BreakdownRequest.SegmentNames;
import io.lamella.v1.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// By what else than an attribute's values a command breaks customers down: one of these at most.
final class BreakdownOptions {
  @ArgGroup(exclusive = true)
  private Ways ways = new Ways();

  /// One of these is given, or none.
  static final class Ways {
    @Option(
        names = "--stages",
        paramLabel = "NAME",
        description = "By the stages of a saved partition.")
    private @Nullable String stages;

    @Option(
        names = "--segments",
        split = ",",
        paramLabel = "NAME",
        description = "By saved segments; they may overlap.")
    private List<String> segments = List.of();

    @Option(
        names = "--quantiles",
        paramLabel = "N",
        description = "The attribute's numbers in N bins of equally many customers of all.")
    private @Nullable Integer quantiles;

    @Option(
        names = "--edges",
        split = ",",
        paramLabel = "NUMBER",
        description = "The attribute's numbers below the first edge, from each up to the next, ...")
    private List<String> edges = List.of();

    @Option(
        names = "--width",
        paramLabel = "NUMBER",
        description = "The attribute's numbers in bins so wide.")
    private @Nullable String width;

    @Option(
        names = "--per",
        paramLabel = "UNIT",
        description = "The attribute's dates or instants by day, week, month, quarter or year.")
    private Window.@Nullable Period per;

    @ArgGroup(exclusive = false)
    private @Nullable Events events;
  }

  /// Of which events which property.
  static final class Events {
    @Option(
        names = "--behaviour",
        required = true,
        paramLabel = "NAME",
        description = "By the values that events of this behaviour have of --property.")
    private String behaviour = "";

    @Option(
        names = "--property",
        required = true,
        paramLabel = "NAME",
        description = "A keyword, text or boolean of --behaviour's events.")
    private String property = "";

    @Option(
        names = "--within",
        paramLabel = "SPAN",
        description = "Only events of the last so long, like 30d.")
    private String within = "";

    EventProperty message() {
      return EventProperty.newBuilder()
          .setBehaviour(behaviour)
          .setProperty(property)
          .setWithin(within)
          .build();
    }
  }

  /// What stands in place of an attribute's name.
  Optional<String> named() {
    if (ways.stages != null) {
      return Optional.of(ways.stages);
    }
    if (ways.events != null) {
      return Optional.of(ways.events.property);
    }
    return ways.segments.isEmpty() ? Optional.empty() : Optional.of("segment");
  }

  void write(BreakdownRequest.Builder request) {
    if (ways.stages != null) {
      request.setPartition(ways.stages);
    }
    if (!ways.segments.isEmpty()) {
      request.setSegments(SegmentNames.newBuilder().addAllNames(ways.segments));
    }
    if (ways.quantiles != null) {
      request.setBins(NumberBins.newBuilder().setQuantiles(ways.quantiles));
    }
    if (!ways.edges.isEmpty()) {
      request.setBins(
          NumberBins.newBuilder().setEdges(Edges.newBuilder().addAllDecimals(ways.edges)));
    }
    if (ways.width != null) {
      request.setBins(NumberBins.newBuilder().setWidth(ways.width));
    }
    if (ways.events != null) {
      request.setEventProperty(ways.events.message());
    }
    if (ways.per != null) {
      request.setPeriod(Period.valueOf("PERIOD_" + ways.per.name()));
    }
  }
}
