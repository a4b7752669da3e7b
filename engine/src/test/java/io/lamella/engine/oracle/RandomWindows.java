package io.lamella.engine.oracle;

import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.time.Instant;

/// Draws windows that are no error: each can hold at some now, though not always at this one.
final class RandomWindows {

  private final Dice dice;
  private final Moments moments;
  private final Instant now;
  private final Windows windows;

  RandomWindows(RandomPopulation population, Dice dice) {
    this.dice = dice;
    moments = population.moments();
    now = population.now();
    windows = new Windows(population.settings(), now);
  }

  /// A window that may look ahead.
  Window any() {
    return dice.chance(0.15) ? ahead() : past();
  }

  /// A window of whole days, as anniversaries have it.
  Window ofDays() {
    while (true) {
      Window window = any();
      if (isOfDays(window)) {
        return window;
      }
    }
  }

  private static boolean isOfDays(Window window) {
    return switch (window) {
      case Window.Last(Span span) -> isOfDays(span);
      case Window.Next(Span span) -> isOfDays(span);
      case Window.Ago(Span from, Span to) -> isOfDays(from) && isOfDays(to);
      case Window.Between(Literal.Time from, Literal.Time to) -> isOfDays(from) && isOfDays(to);
      case Window.Since(Literal.Time from) -> isOfDays(from);
      case Window.Before(Literal.Time to) -> isOfDays(to);
      case Window.Calendar _ -> true;
    };
  }

  private static boolean isOfDays(Literal.Time time) {
    return time.shifts().stream().allMatch(shift -> isOfDays(shift.span()));
  }

  private static boolean isOfDays(Span span) {
    return switch (span.unit()) {
      case DAY, WEEK, MONTH, YEAR -> true;
      case MILLISECOND, SECOND, MINUTE, HOUR -> false;
    };
  }

  /// A window that sees events after now.
  Window ahead() {
    return dice.chance(0.5)
        ? new Window.Next(dice.pick(Moments.SPANS))
        : new Window.Calendar(dice.pick(Window.Period.values()), dice.between(1, 3));
  }

  /// A window that for behaviours ends at now at the latest.
  Window past() {
    return switch (dice.between(0, 5)) {
      case 0 -> new Window.Last(dice.pick(Moments.SPANS));
      case 1 -> ago();
      case 2 -> between();
      case 3 -> since();
      case 4 -> new Window.Before(time());
      default ->
          new Window.Calendar(
              dice.pick(Window.Period.values()), dice.chance(0.5) ? 0 : -dice.between(1, 14));
    };
  }

  private Window ago() {
    while (true) {
      Window.Ago window = new Window.Ago(dice.pick(Moments.SPANS), dice.pick(Moments.SPANS));
      if (windows.ofAttribute(window).from().isBefore(windows.ofAttribute(window).to())) {
        return window;
      }
    }
  }

  /// Two constants in order; with `now()` on one side, perhaps empty now.
  private Window between() {
    while (true) {
      Literal.Time from = time();
      Literal.Time to = time();
      boolean ordered = windows.instant(from).isBefore(windows.instant(to));
      if (ordered || (isNow(from) != isNow(to) && dice.chance(0.2))) {
        return new Window.Between(from, to);
      }
    }
  }

  private Window since() {
    while (true) {
      Literal.Time from = time();
      boolean ordered = windows.instant(from).isBefore(now);
      if (ordered || (!isNow(from) && dice.chance(0.2))) {
        return new Window.Since(from);
      }
    }
  }

  /// A time literal, on an edge more often than not.
  Literal.Time time() {
    return moments.literal(dice);
  }

  private static boolean isNow(Literal.Time time) {
    return time.anchor() instanceof Literal.Anchor.Now;
  }
}
