package io.lamella.engine.query;

import io.lamella.engine.query.Literal.Time;

/// A half-open range of instants `[from, to)`, as written: it is resolved against *now* when the
/// question arrives.
public sealed interface Window {

  /// `last('14d')`: `[now - span, now)`.
  record Last(Span span) implements Window {}

  /// `ago('90d', '30d')`: `[now - from, now - to)`.
  record Ago(Span from, Span to) implements Window {}

  /// `next('7d')`: `[now, now + span)`.
  record Next(Span span) implements Window {}

  /// `between(a, b)`: `[a, b)`.
  record Between(Time from, Time to) implements Window {}

  /// `since(a)`: `[a, now)`.
  record Since(Time from) implements Window {}

  /// `before(a)`: everything earlier than a.
  record Before(Time to) implements Window {}

  /// `calendar('week', -1)`: a calendar period, counted from the running one; the running one ends
  /// now.
  record Calendar(Period period, int offset) implements Window {}

  /// A calendar period in the workspace's zone; weeks begin on the workspace's first day of the
  /// week.
  enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR
  }
}
