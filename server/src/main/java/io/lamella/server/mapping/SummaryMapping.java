package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Summary;
import io.lamella.v1.Amount;
import io.lamella.v1.NumberFigures;
import io.lamella.v1.NumberSummary;
import io.lamella.v1.SummaryRequest;
import io.lamella.v1.SummaryResponse;
import io.lamella.v1.Warning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Summaries, both ways.
public final class SummaryMapping {

  /// The quantiles told if the request does not say.
  private static final List<Double> PERCENTS = List.of(25.0, 50.0, 75.0, 90.0, 99.0);

  private SummaryMapping() {}

  /// What is asked.
  public static AskedQuestion asked(SummaryRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// Which quantiles are asked for.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for what is no number
  public static List<BigDecimal> percents(SummaryRequest m) {
    List<Double> given = m.getPercentsCount() == 0 ? PERCENTS : m.getPercentsList();
    List<BigDecimal> percents = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      double percent = given.get(i);
      if (!Double.isFinite(percent)) {
        throw EngineException.invalidArgument(
            "percents[" + i + "]",
            "a quantile's percentage is above 0 and at most 100: percent=" + percent);
      }
      percents.add(BigDecimal.valueOf(percent));
    }
    return percents;
  }

  /// A summary.
  public static SummaryResponse summary(PreparedQuestion prepared, Summary summary) {
    SummaryResponse.Builder answer =
        SummaryResponse.newBuilder()
            .setCount(summary.count())
            .setPopulation(summary.population())
            .setSnapshot(summary.snapshot())
            .setAsOf(Instants.message(summary.asOf()))
            .addAllWarnings(SegmentMapping.warnings(prepared, 0))
            .setElapsedNanos(summary.elapsedNanos());
    for (int i = 0; i < summary.numbers().size(); i++) {
      Summary.OfNumber number = summary.numbers().get(i);
      for (Fault warning : number.warnings()) {
        answer.addWarnings(
            Warning.newBuilder()
                .setPlace("numbers[" + i + "] " + warning.place())
                .setMessage(warning.message()));
      }
      answer.addNumbers(number(number));
    }
    return answer.build();
  }

  private static NumberSummary number(Summary.OfNumber number) {
    NumberSummary.Builder answer =
        NumberSummary.newBuilder()
            .setExpression(number.expression())
            .setCustomers(number.customers());
    number.figures().ifPresent(figures -> answer.setFigures(figures(figures)));
    return answer.build();
  }

  private static NumberFigures figures(Summary.Figures figures) {
    NumberFigures.Builder answer =
        NumberFigures.newBuilder()
            .setSum(amount(figures.sum()))
            .setAverage(amount(figures.average()))
            .setMin(amount(figures.min()))
            .setMax(amount(figures.max()));
    for (Summary.Quantile quantile : figures.quantiles()) {
      answer
          .addQuantilesBuilder()
          .setPercent(quantile.percent().doubleValue())
          .setValue(amount(quantile.value()));
    }
    return answer.build();
  }

  private static Amount amount(Summary.Amount amount) {
    return Amount.newBuilder()
        .setDecimal(amount.decimal().toPlainString())
        .setRounded(amount.rounded())
        .build();
  }
}
