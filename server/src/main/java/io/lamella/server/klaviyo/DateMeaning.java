package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.util.List;
import java.util.Optional;

/// What a date filter asks: of a date or instant among a customer's attributes or an event's
/// properties, or of the time of events.
///
/// Klaviyo's segments go by UTC; a date without a time is the midnight that begins it there; the
/// beginning of a range belongs to it and its end does not. All of this is so here, too, in a
/// workspace whose zone is UTC.
final class DateMeaning {
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
          Meaning.impossible("the day of a date in any year cannot be asked for");
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
}
