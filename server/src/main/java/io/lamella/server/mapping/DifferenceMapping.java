package io.lamella.server.mapping;

import io.lamella.engine.api.Difference;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.v1.DifferenceRequest;
import io.lamella.v1.DifferenceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Differences, both ways.
public final class DifferenceMapping {

  /// How many lines are listed if the request does not say.
  private static final int LINES = 50;

  private DifferenceMapping() {}

  /// What is asked: the segment, then what it is compared with, if that is not everyone else.
  public static AskedQuestion asked(DifferenceRequest m) {
    List<SegmentForm> segments = new ArrayList<>();
    segments.add(
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()));
    if (m.hasAgainst()) {
      segments.add(SegmentForm.of(m.getAgainst(), "against"));
    }
    return new AskedQuestion(
        m.getWorkspace(), segments, m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// How many lines are listed.
  public static int limit(DifferenceRequest m) {
    return m.getLimit() == 0 ? LINES : m.getLimit();
  }

  /// A difference.
  public static DifferenceResponse difference(
      AskedQuestion asked, PreparedQuestion prepared, Difference difference) {
    DifferenceResponse.Builder answer =
        DifferenceResponse.newBuilder()
            .setCount(difference.count())
            .setAgainstCount(difference.against())
            .setPopulation(difference.population())
            .setSnapshot(difference.snapshot())
            .setAsOf(Instants.message(difference.asOf()))
            .addAllWarnings(SegmentMapping.warnings(asked, prepared))
            .setCompared(difference.compared())
            .setSignificant(difference.significant())
            .setElapsedNanos(difference.elapsedNanos());
    difference.lines().forEach(line -> answer.addLines(line(line)));
    for (Difference.Skipped skipped : difference.skipped()) {
      answer.addSkippedBuilder().setName(skipped.attribute()).setReason(skipped.reason());
    }
    return answer.build();
  }

  private static DifferenceResponse.Line line(Difference.Line line) {
    DifferenceResponse.Line.Builder message =
        DifferenceResponse.Line.newBuilder()
            .setName(line.name())
            .setValue(line.value())
            .setExpression(BreakdownMapping.expression(line.predicate()))
            .setPredicate(PredicateMapping.write(line.predicate()))
            .setCount(line.segment().part())
            .setAgainstCount(line.comparison().part())
            .setDifference(line.contrast().difference().value())
            .setLow(line.contrast().difference().low())
            .setHigh(line.contrast().difference().high())
            .setPValue(line.contrast().pValue())
            .setSignificant(line.significant());
    if (line.comparison().part() > 0) {
      message.setRatio(line.segment().value() / line.comparison().value());
    }
    return message.build();
  }
}
