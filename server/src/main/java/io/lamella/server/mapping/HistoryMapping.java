package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.History;
import io.lamella.engine.api.HistorySeries;
import io.lamella.v1.ForecastRequest;
import io.lamella.v1.ForecastResponse;
import io.lamella.v1.HistoryRequest;
import io.lamella.v1.HistoryResponse;
import io.lamella.v1.SizeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Histories and forecasts, both ways.
public final class HistoryMapping {

  /// How many instants are told if the request does not say.
  private static final int INSTANTS = 90;

  /// How many days a forecast looks ahead if the request does not say.
  private static final int DAYS_TO_COME = 30;

  private HistoryMapping() {}

  /// What is asked.
  public static AskedQuestion asked(HistoryRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.getDays().hasAsOf(),
        m.getDays().getAsOf());
  }

  /// What is asked.
  public static AskedQuestion asked(ForecastRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// At which instants.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for instants that are none
  public static HistorySeries series(HistoryRequest m) {
    return switch (m.getSeriesCase()) {
      case DAYS -> days(m.getDays().getCount());
      case INSTANTS -> {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < m.getInstants().getInstantsCount(); i++) {
          instants.add(
              Instants.read("instants.instants[" + i + "]", m.getInstants().getInstants(i)));
        }
        yield new HistorySeries.OfInstants(instants);
      }
      case SERIES_NOT_SET -> days(0);
    };
  }

  private static HistorySeries days(int count) {
    return new HistorySeries.PastDays(count == 0 ? INSTANTS : count);
  }

  /// At which instants.
  public static HistorySeries series(ForecastRequest m) {
    return new HistorySeries.DaysToCome(m.getDays() == 0 ? DAYS_TO_COME : m.getDays());
  }

  /// A history.
  public static HistoryResponse history(History history) {
    return HistoryResponse.newBuilder().setSizes(sizes(history)).build();
  }

  /// A forecast.
  public static ForecastResponse forecast(History forecast) {
    return ForecastResponse.newBuilder().setSizes(sizes(forecast)).build();
  }

  private static SizeSeries sizes(History history) {
    SizeSeries.Builder answer =
        SizeSeries.newBuilder()
            .setPopulation(history.population())
            .setSnapshot(history.snapshot())
            .addAllWarnings(SegmentMapping.warnings(history.warnings()))
            .addAllAsNow(history.asNow())
            .setElapsedNanos(history.elapsedNanos());
    for (History.Point point : history.points()) {
      answer
          .addPointsBuilder()
          .setAsOf(Instants.message(point.asOf()))
          .setCount(point.count())
          .setAdded(point.added())
          .setRemoved(point.removed());
    }
    return answer.build();
  }
}
