package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.History;
import io.lamella.engine.api.HistorySeries;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import io.lamella.engine.segment.AskedNow;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Answers how large one expression's segment is at some instants: the expression is planned for
/// each of them, and one pass evaluates all plans.
///
/// @param execution of the expression alone
record Histories(Located located, Execution execution, Instant asOf) {

  /// The path of a request's field.
  private static final String INSTANTS = "instants.instants";

  /// What a message can tell.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

  History history(HistorySeries series, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    long start = System.nanoTime();
    List<Instant> instants = instants(series);
    var statistics = new SnapshotStatistics(snapshot);
    List<Plan> plans = new ArrayList<>();
    List<Fault> warnings = List.of();
    for (Instant instant : instants) {
      deadline.check();
      Planner.Planned planned = Planner.plan(located, statistics, instant.toEpochMilli());
      plans.add(planned.plan());
      warnings = planned.warnings();
    }
    List<Execution.Size> sizes =
        new Execution(snapshot, plans, execution.workers()).history(deadline);
    return new History(
        snapshot.number(),
        snapshot.population(),
        IntStream.range(0, sizes.size())
            .mapToObj(i -> point(instants.get(i), sizes.get(i)))
            .toList(),
        warnings,
        AskedNow.names(located.predicate(), snapshot.definitions()),
        System.nanoTime() - start);
  }

  private static History.Point point(Instant instant, Execution.Size size) {
    return new History.Point(instant, size.count(), size.added(), size.removed());
  }

  private List<Instant> instants(HistorySeries series) {
    return switch (series) {
      case HistorySeries.PastDays(int count) -> {
        check("days.count", "a history has 1 to ", History.MAX_POINTS, " instants", count);
        yield days("days.as_of", count, day -> day - count + 1);
      }
      case HistorySeries.DaysToCome(int days) -> {
        check("days", "a forecast looks 1 to ", History.MAX_FORECAST_DAYS, " days ahead", days);
        yield days("as_of", days + 1, day -> day);
      }
      case HistorySeries.OfInstants(var instants) -> {
        check(INSTANTS, "a history has 1 to ", History.MAX_POINTS, " instants", instants.size());
        yield rising(instants);
      }
    };
  }

  private static void check(String place, String before, int most, String what, int count) {
    if (count < 1 || count > most) {
      throw EngineException.invalidArgument(place, before + most + what + ": count=" + count);
    }
  }

  private List<Instant> days(String place, int count, IntUnaryOperator shift) {
    ZonedDateTime here = asOf.atZone(execution.snapshot().catalog().settings().zone());
    List<Instant> days =
        IntStream.range(0, count)
            .mapToObj(day -> here.plusDays(shift.applyAsInt(day)).toInstant())
            // A zone that leaves out a day puts its time on the next one.
            .distinct()
            .toList();
    if (days.getFirst().isBefore(FIRST) || days.getLast().isAfter(END)) {
      throw EngineException.invalidArgument(
          place, "all instants lie in the years 1 to 9999: as_of=" + asOf);
    }
    return days;
  }

  private static List<Instant> rising(List<Instant> given) {
    List<Instant> instants =
        given.stream().map(instant -> instant.truncatedTo(ChronoUnit.MILLIS)).toList();
    for (int i = 1; i < instants.size(); i++) {
      if (!instants.get(i).isAfter(instants.get(i - 1))) {
        throw EngineException.invalidArgument(
            INSTANTS + "[" + i + "]",
            "each instant is a millisecond or more later than the one before: "
                + given.get(i - 1)
                + ", "
                + given.get(i));
      }
    }
    return instants;
  }
}
