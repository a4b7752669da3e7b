package io.lamella.engine.plan;

import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.plan.Plan.Weight;
import java.util.List;

/// What finding events takes, by what the statistics say of their behaviours.
record EventCosts(Statistics statistics, Plans plans) {
  private static final double NANOS_A_ROW = 1.5;
  private static final double NANOS_A_CONDITION = 1.0;
  private static final double NANOS_A_CUSTOMER = 0.5;

  /// Finding the nearest of the other events of a sequence.
  private static final double NANOS_A_SEQUENCE = 3;

  /// Reading one container of a bitmap, adding it to counters, and one row of a bucket that the
  /// window cuts.
  private static final long NANOS_A_CONTAINER = 150;

  private static final double NANOS_A_CUT_ROW = 3;

  /// What reading every event takes, and how many customers have one at most.
  Weight weight(Events events) {
    return weight(events, false, 1);
  }

  /// What reading every event takes, and how many customers can have so many.
  ///
  /// @param countsEvents whether events are counted, not days, weeks or months
  Weight weight(Events events, boolean countsEvents, int atLeast) {
    if (events.isEmpty()) {
      return new Weight(0, 0);
    }
    long estimate =
        countsEvents && atLeast > 1 ? rows(events) / atLeast : customers(events) / atLeast;
    for (Plan.Sequence sequence : events.sequences()) {
      if (!sequence.order().isNegated()) {
        estimate = Math.min(estimate, customers(sequence.other()));
      }
    }
    return new Weight(
        Math.min(estimate, plans.population()),
        (long) (rowNanos(events) + plans.population() * NANOS_A_CUSTOMER));
  }

  private long rows(Events events) {
    return events.behaviours().stream()
        .mapToLong(name -> statistics.events(name, events.fromMillis(), events.toMillis()))
        .sum();
  }

  private long customers(Events events) {
    return events.behaviours().stream()
        .mapToLong(name -> statistics.customers(name, events.fromMillis(), events.toMillis()))
        .sum();
  }

  /// What looking at every row takes, and at those of the other events of its sequences.
  private double rowNanos(Events events) {
    double nanos = rows(events) * (NANOS_A_ROW + NANOS_A_CONDITION * tests(events.condition()));
    for (Plan.Sequence sequence : events.sequences()) {
      nanos += rows(events) * NANOS_A_SEQUENCE + rowNanos(sequence.other());
    }
    return nanos;
  }

  /// What counting takes where bitmaps say it: these, and the rows of the days that the window
  /// cuts.
  long bitmapNanos(Events events, boolean counted) {
    double nanos = 0;
    for (String behaviour : events.behaviours()) {
      long from = events.fromMillis();
      long to = events.toMillis();
      nanos += statistics.containers(behaviour, from, to, counted) * NANOS_A_CONTAINER;
      nanos += statistics.cutEvents(behaviour, from, to) * NANOS_A_CUT_ROW;
    }
    return (long) nanos;
  }

  private static int tests(EventCondition condition) {
    return switch (condition) {
      case EventCondition.Always _, EventCondition.Never _ -> 0;
      case EventCondition.All(var terms) -> tests(terms);
      case EventCondition.Any(var terms) -> tests(terms);
      case EventCondition.AtLeast(int _, var terms) -> tests(terms);
      case EventCondition.Not(var term) -> tests(term);
      case EventCondition.Property _, EventCondition.OwnInstant _ -> 1;
    };
  }

  private static int tests(List<EventCondition> terms) {
    return terms.stream().mapToInt(EventCosts::tests).sum();
  }
}
