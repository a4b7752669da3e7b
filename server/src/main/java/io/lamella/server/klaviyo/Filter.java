package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a value is asked in a definition, as read: no doubt about its form is left.
sealed interface Filter {

  /// The text is this one.
  ///
  /// @param value empty for null
  record TextEquals(boolean negated, Optional<String> value) implements Filter {}

  /// The text fits a pattern.
  ///
  /// @param pattern empty for null
  record TextFits(boolean negated, Predicate.TextTest test, Optional<String> pattern)
      implements Filter {}

  /// The text is one of these.
  record TextIn(boolean negated, List<String> values) implements Filter {
    public TextIn {
      values = List.copyOf(values);
    }
  }

  /// The telephone number is of one of these countries.
  record PhoneIn(boolean negated, List<String> countries) implements Filter {
    public PhoneIn {
      countries = List.copyOf(countries);
    }
  }

  /// The number compares.
  record NumberIs(Comparison comparison, BigDecimal value) implements Filter {}

  /// The number lies in a range, both ends in it.
  record NumberIn(BigDecimal start, BigDecimal end) implements Filter {}

  /// The truth value is this one.
  record IsBoolean(boolean value) implements Filter {}

  /// The list has this member.
  ///
  /// @param member empty for null
  record ListHas(boolean negated, Optional<String> member) implements Filter {}

  /// The list has any, or all, of these members.
  record ListHasSome(boolean negated, Predicate.Members members, List<String> values)
      implements Filter {
    public ListHasSome {
      values = List.copyOf(values);
    }
  }

  /// A member of the list has this in it.
  ///
  /// @param part empty for null
  record ListSubstring(boolean negated, Optional<String> part) implements Filter {}

  /// The list has so many members.
  record ListLength(Comparison comparison, BigDecimal length) implements Filter {}

  /// There is a value, or none.
  record IsSet(boolean set) implements Filter {}

  /// What a date is asked.
  sealed interface OfDate extends Filter {}

  /// At the instant or later.
  record After(Instant instant) implements OfDate {}

  /// Earlier than the instant.
  record Before(Instant instant) implements OfDate {}

  /// From the first instant on, earlier than the second.
  record BetweenStatic(Instant start, Instant end) implements OfDate {}

  /// In the time that ends now.
  record InTheLast(Span span) implements OfDate {}

  /// In the time that begins now.
  record InTheNext(Span span) implements OfDate {}

  /// So long ago, or longer.
  record AtLeastAgo(Span span) implements OfDate {}

  /// Between so long ago and so long ago.
  ///
  /// @param until the shorter of the two; empty for none at all
  record BetweenAgo(Span since, Optional<Span> until) implements OfDate {}

  /// The day of the year is today's.
  record DayIsToday() implements OfDate {}

  /// The month is this month's.
  record MonthIsThis() implements OfDate {}

  /// The day of the year was one of the last days, today's among them.
  record DayInTheLast(long days, boolean hours) implements OfDate {}

  /// The day of the year is one of the next days, today's not among them.
  record DayInTheNext(long days, boolean hours) implements OfDate {}

  /// The month is this one, 1 to 12.
  record MonthIs(int month) implements OfDate {}

  /// At any time.
  record AllTime() implements OfDate {}
}
