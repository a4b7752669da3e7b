package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads durations, times and windows. What is at fault is reported and stands in for by something
/// harmless.
final class TimeTranslator {
  static final Set<String> WINDOWS =
      Set.of("last", "ago", "next", "between", "since", "before", "calendar");
  private static final Set<String> TIMES = Set.of("date", "timestamp", "now");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Span SOME_SPAN = new Span(1, Span.Unit.DAY);

  private final Source source;
  private final Faults faults;

  TimeTranslator(Source source, Faults faults) {
    this.source = source;
    this.faults = faults;
  }

  /// Whether it is a time: `now()`, `date(…)`, `timestamp(…)`, or one of these shifted.
  static boolean isTime(CelExpr expr) {
    String name = Calls.name(expr);
    if (name.equals("_+_") || name.equals("_-_")) {
      return isTime(Calls.args(expr).getFirst());
    }
    return TIMES.contains(name) && expr.call().target().isEmpty();
  }

  static boolean isWindow(CelExpr expr) {
    return Calls.isCall(expr)
        && expr.call().target().isEmpty()
        && WINDOWS.contains(Calls.name(expr));
  }

  Literal.Time time(CelExpr expr) {
    List<Literal.Shift> shifts = new ArrayList<>();
    CelExpr at = expr;
    while (Calls.name(at).equals("_+_") || Calls.name(at).equals("_-_")) {
      var direction =
          Calls.name(at).equals("_+_") ? Literal.Direction.LATER : Literal.Direction.EARLIER;
      shifts.addFirst(new Literal.Shift(direction, span(Calls.args(at).get(1))));
      at = Calls.args(at).getFirst();
    }
    return source.place(new Literal.Time(anchor(at), shifts), expr);
  }

  private Literal.Anchor anchor(CelExpr expr) {
    if (!isTime(expr)) {
      fault(
          expr,
          "a time is needed here: date('2026-01-31'), timestamp('2026-01-31T09:30:00Z') or now()");
      return new Literal.Anchor.Now();
    }
    List<CelExpr> args = Calls.args(expr);
    switch (Calls.name(expr)) {
      case "date" -> {
        if (args.size() == 2) {
          fault(expr, "'local' is not supported yet; leave it out for the workspace's time zone");
        }
        Optional<LocalDate> date = args.isEmpty() ? Optional.empty() : date(args.getFirst());
        if (date.isEmpty()) {
          fault(expr, "date needs a day of the calendar: date('2026-01-31')");
        }
        return new Literal.Anchor.OnDate(date.orElse(LocalDate.EPOCH));
      }
      case "timestamp" -> {
        Optional<Instant> instant = args.size() == 1 ? instant(args.getFirst()) : Optional.empty();
        if (instant.isEmpty()) {
          fault(
              expr,
              "timestamp needs an instant with its offset: timestamp('2026-01-31T09:30:00Z')");
        }
        return new Literal.Anchor.At(instant.orElse(Instant.EPOCH));
      }
      default -> {
        if (!args.isEmpty()) {
          fault(expr, "now takes no argument: now() - '36h'");
        }
        return new Literal.Anchor.Now();
      }
    }
  }

  private static Optional<LocalDate> date(CelExpr expr) {
    try {
      return Calls.string(expr).filter(text -> DATE.matcher(text).matches()).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(CelExpr expr) {
    try {
      return Calls.string(expr)
          .map(text -> OffsetDateTime.parse(text).toInstant())
          .map(instant -> Instant.ofEpochMilli(instant.toEpochMilli()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /// A duration: one whole number above 0 and one unit.
  Span span(CelExpr expr) {
    return span(expr, "");
  }

  /// The same.
  ///
  /// @param orElse what else would be right, for the fault
  Span span(CelExpr expr, String orElse) {
    Optional<Span> span = Calls.string(expr).flatMap(Span::read);
    if (span.isEmpty()) {
      fault(expr, Span.FORM + ": '14d'" + orElse);
      return SOME_SPAN;
    }
    return source.place(span.get(), expr);
  }

  Window window(CelExpr expr) {
    if (!isWindow(expr)) {
      fault(
          expr,
          "a window is needed here: last('14d'), ago('90d', '30d'), next('7d'), between(a, b), since(a), before(a), calendar('week')");
      return new Window.Last(SOME_SPAN);
    }
    return source.place(read(expr), expr);
  }

  private Window read(CelExpr expr) {
    List<CelExpr> args = Calls.args(expr);
    return switch (Calls.name(expr)) {
      case "last" ->
          arity(expr, 1, "last('14d')")
              ? new Window.Last(span(args.getFirst()))
              : new Window.Last(SOME_SPAN);
      case "next" ->
          arity(expr, 1, "next('7d')")
              ? new Window.Next(span(args.getFirst()))
              : new Window.Next(SOME_SPAN);
      case "ago" ->
          arity(expr, 2, "ago('90d', '30d')")
              ? new Window.Ago(span(args.getFirst()), span(args.get(1)))
              : new Window.Last(SOME_SPAN);
      case "between" ->
          arity(expr, 2, "between(date('2026-01-01'), date('2026-02-01'))")
              ? new Window.Between(time(args.getFirst()), time(args.get(1)))
              : new Window.Last(SOME_SPAN);
      case "since" ->
          arity(expr, 1, "since(date('2026-01-01'))")
              ? new Window.Since(time(args.getFirst()))
              : new Window.Last(SOME_SPAN);
      case "before" ->
          arity(expr, 1, "before(date('2026-01-01'))")
              ? new Window.Before(time(args.getFirst()))
              : new Window.Last(SOME_SPAN);
      default -> calendar(expr);
    };
  }

  private Window calendar(CelExpr expr) {
    List<CelExpr> args = Calls.args(expr);
    String example = "calendar('week') or calendar('week', -1)";
    if (args.size() == 3) {
      fault(expr, "'local' is not supported yet; leave it out for the workspace's time zone");
      return new Window.Last(SOME_SPAN);
    }
    if (args.isEmpty() || args.size() > 2) {
      fault(expr, "calendar takes a period and how many periods from now: " + example);
      return new Window.Last(SOME_SPAN);
    }
    Optional<Window.Period> period = Calls.string(args.getFirst()).flatMap(TimeTranslator::period);
    if (period.isEmpty()) {
      fault(args.getFirst(), "a period is one of 'day', 'week', 'month', 'quarter', 'year'");
    }
    long offset = 0;
    if (args.size() == 2) {
      Optional<Long> whole = Calls.whole(args.get(1));
      if (whole.isEmpty() || Math.abs(whole.get()) > 100_000) {
        fault(args.get(1), "a whole number of periods from now is needed: " + example);
      }
      offset = whole.orElse(0L);
    }
    return new Window.Calendar(
        period.orElse(Window.Period.DAY), Math.clamp(offset, -100_000, 100_000));
  }

  private static Optional<Window.Period> period(String text) {
    for (Window.Period period : Window.Period.values()) {
      if (period.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(period);
      }
    }
    return Optional.empty();
  }

  private boolean arity(CelExpr expr, int count, String example) {
    if (Calls.args(expr).size() != count) {
      fault(
          expr,
          Calls.name(expr)
              + " takes "
              + count
              + (count == 1 ? " argument: " : " arguments: ")
              + example);
      return false;
    }
    return true;
  }

  private void fault(CelExpr at, String message) {
    source.fault(faults, at, message);
  }
}
