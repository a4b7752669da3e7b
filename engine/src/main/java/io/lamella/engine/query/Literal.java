package io.lamella.engine.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A constant in a predicate.
public sealed interface Literal {

  /// A string.
  record Text(String value) implements Literal {}

  /// An exact decimal.
  record Decimal(BigDecimal value) implements Literal {}

  /// `true` or `false`.
  record Bool(boolean value) implements Literal {}

  /// An instant: an anchor, shifted zero or more times, in order: `now() - '36h'`.
  record Time(Anchor anchor, List<Shift> shifts) implements Literal {
    public Time {
      shifts = List.copyOf(shifts);
    }
  }

  /// Where a [Time] starts from.
  sealed interface Anchor {
    /// `date('2011-11-01')`: the midnight that begins the date in the workspace's time zone.
    record OnDate(LocalDate date) implements Anchor {}

    /// `timestamp('2011-11-01T00:00:00Z')`.
    record At(Instant instant) implements Anchor {}

    /// `now()`: the query's instant.
    record Now() implements Anchor {}
  }

  /// `+ '36h'` or `- '36h'`.
  record Shift(Direction direction, Span span) {}

  /// Which way a [Shift] goes.
  enum Direction {
    LATER,
    EARLIER
  }
}
