package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a date filter asks: of a date or instant among a customer's attributes or an event's
/// properties, or of the time of events.
///
/// Klaviyo's segments go by UTC; a date without a time is the midnight that begins it there; the
/// beginning of a range belongs to it and its end does not. All of this is so here, too, in a
/// workspace whose zone is UTC.
final class DateMeaning {
  private static final String BY_DAYS =
      "by whole days in the workspace's time zone; 29 February counts as 28 February in common"
          + " years, a date more than a year ahead does not count";

  private static final Span ONE_DAY = new Span(1, Span.Unit.DAY);
  private static final Span ONE_MONTH = new Span(1, Span.Unit.MONTH);

  private final NameMap names;

  DateMeaning(NameMap names) {
    this.names = names;
  }

  /// Asked of a value.
  Meaning ofField(Filter.OfDate date, Field field) {
    return switch (date) {
      case Filter.After(var instant) ->
          inZone(Make.compares(field, Comparison.AT_LEAST, Make.at(instant)));
      case Filter.Before(var instant) ->
          inZone(Make.compares(field, Comparison.LESS, Make.at(instant)));
      case Filter.AtLeastAgo(Span span) -> inZone(Make.compares(field, Comparison.LESS, ago(span)));
      case Filter.BetweenStatic _, Filter.InTheLast _, Filter.InTheNext _, Filter.BetweenAgo _ ->
          inZone(Make.in(field, window(date).orElseThrow()));
      case Filter.MonthIs(int month) ->
          inZone(
              new Predicate.Compares(
                  new Operand.PartOf(field, Operand.DatePart.MONTH),
                  Comparison.EQUAL,
                  new Literal.Decimal(java.math.BigDecimal.valueOf(month))));
      case Filter.DayIsToday _,
          Filter.MonthIsThis _,
          Filter.DayInTheLast _,
          Filter.DayInTheNext _ ->
          yearly(date, field);
      case Filter.AllTime _ -> Meaning.exact(new Predicate.Has(field));
    };
  }

  private Meaning inZone(Predicate predicate) {
    Meaning meaning = Meaning.exact(predicate);
    return names.inUtc()
        ? meaning
        : meaning.approximated(
            "days and months are those of " + names.timeZone() + "; Klaviyo goes by UTC");
  }

  /// The window of events; empty for all of time and for what only a yearly condition says.
  static Optional<Window> window(Filter.OfDate date) {
    return switch (date) {
      case Filter.After(var instant) -> Optional.of(new Window.Since(Make.at(instant)));
      case Filter.Before(var instant) -> Optional.of(new Window.Before(Make.at(instant)));
      case Filter.BetweenStatic(var start, var end) ->
          Optional.of(new Window.Between(Make.at(start), Make.at(end)));
      case Filter.InTheLast(Span span) -> Optional.of(new Window.Last(span));
      case Filter.InTheNext(Span span) -> Optional.of(new Window.Next(span));
      case Filter.AtLeastAgo(Span span) -> Optional.of(new Window.Before(ago(span)));
      case Filter.BetweenAgo(Span since, var until) ->
          Optional.of(
              until
                  .<Window>map(end -> new Window.Ago(since, end))
                  .orElseGet(() -> new Window.Last(since)));
      case Filter.AllTime _,
          Filter.DayIsToday _,
          Filter.MonthIsThis _,
          Filter.DayInTheLast _,
          Filter.DayInTheNext _,
          Filter.MonthIs _ ->
          Optional.empty();
    };
  }

  private static Literal.Time ago(Span span) {
    return new Literal.Time(
        new Literal.Anchor.Now(), List.of(new Literal.Shift(Literal.Direction.EARLIER, span)));
  }

  // ---- the same day in any year

  /// An anniversary has the dates of years before this one; the dates of this year, and of the year
  /// that begins now, are asked beside it.
  private static Meaning yearly(Filter.OfDate date, Field field) {
    Operand anniversary = anniversary(field);
    Operand itself = new Operand.OfField(field);
    Meaning meaning =
        Meaning.approximated(
            switch (date) {
              case Filter.DayInTheLast(long days, var _) ->
                  Make.any(lastDays(anniversary, days), in(itself, new Window.Last(days(days))));
              case Filter.DayInTheNext(long days, var _) ->
                  Make.any(nextDays(anniversary, days), in(itself, new Window.Next(days(days))));
              case Filter.MonthIsThis _ -> Make.any(thisMonth(anniversary), thisMonth(itself));
              default ->
                  Make.any(
                      in(anniversary, new Window.Next(ONE_DAY)),
                      in(itself, new Window.Calendar(Window.Period.DAY, 0)));
            },
            BY_DAYS);
    boolean hours =
        (date instanceof Filter.DayInTheLast last && last.hours())
            || (date instanceof Filter.DayInTheNext next && next.hours());
    return hours ? meaning.approximated("hours are rounded up to days") : meaning;
  }

  /// Today and the days before it, so many in all.
  private static Predicate lastDays(Operand anniversary, long days) {
    List<Predicate> terms = new ArrayList<>();
    if (days > 1) {
      terms.add(in(anniversary, new Window.Last(days(days - 1))));
    }
    terms.add(in(anniversary, new Window.Next(ONE_DAY)));
    return Make.any(terms);
  }

  /// The days after today.
  private static Predicate nextDays(Operand anniversary, long days) {
    return Make.all(
        in(anniversary, new Window.Next(days(days + 1))),
        Make.not(in(anniversary, new Window.Next(ONE_DAY))));
  }

  /// The running month ends now: what is left of it is what the next month's time has, and the next
  /// month has not.
  private static Predicate thisMonth(Operand operand) {
    return Make.any(
        in(operand, new Window.Calendar(Window.Period.MONTH, 0)),
        Make.all(
            in(operand, new Window.Next(ONE_MONTH)),
            Make.not(in(operand, new Window.Calendar(Window.Period.MONTH, 1)))));
  }

  private static Operand anniversary(Field field) {
    return new Operand.AnniversaryOf(field);
  }

  private static Predicate in(Operand operand, Window window) {
    return new Predicate.InWindow(operand, window);
  }

  private static Span days(long days) {
    return new Span(days, Span.Unit.DAY);
  }
}
