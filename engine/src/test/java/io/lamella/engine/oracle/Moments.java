package io.lamella.engine.oracle;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/// The instants at which something can go wrong around one *now*: edges of windows and calendar
/// periods, clock changes, each also a millisecond before and after. Events, values and literals
/// are drawn from them, so that edges and events meet.
final class Moments {

  static final List<Span> SPANS =
      List.of(
          new Span(1, Span.Unit.MILLISECOND),
          new Span(90, Span.Unit.SECOND),
          new Span(30, Span.Unit.MINUTE),
          new Span(1, Span.Unit.HOUR),
          new Span(36, Span.Unit.HOUR),
          new Span(1, Span.Unit.DAY),
          new Span(7, Span.Unit.DAY),
          new Span(14, Span.Unit.DAY),
          new Span(30, Span.Unit.DAY),
          new Span(90, Span.Unit.DAY),
          new Span(1, Span.Unit.WEEK),
          new Span(2, Span.Unit.WEEK),
          new Span(1, Span.Unit.MONTH),
          new Span(2, Span.Unit.MONTH),
          new Span(13, Span.Unit.MONTH),
          new Span(1, Span.Unit.YEAR),
          new Span(2, Span.Unit.YEAR));

  private static final int CLOCK_CHANGES = 3;

  private final Instant now;
  private final ZoneId zone;
  private final List<Instant> edges = new ArrayList<>();

  Moments(WorkspaceSettings settings, Instant now) {
    this.now = now;
    zone = settings.zone();
    Windows windows = new Windows(settings, now);
    edges.add(now);
    for (Span span : SPANS) {
      edges.add(windows.ofAttribute(new Window.Last(span)).from());
      edges.add(windows.ofAttribute(new Window.Next(span)).to());
    }
    for (Window.Period period : Window.Period.values()) {
      for (int offset = -3; offset <= 2; offset++) {
        edges.add(windows.ofAttribute(new Window.Calendar(period, offset)).from());
      }
    }
    addClockChanges(windows);
  }

  private void addClockChanges(Windows windows) {
    Instant from = now;
    for (int change = 0; change < CLOCK_CHANGES; change++) {
      ZoneOffsetTransition transition = zone.getRules().previousTransition(from);
      if (transition == null) {
        return;
      }
      from = transition.getInstant();
      edges.add(from);
      LocalDate day = LocalDate.ofInstant(from, zone);
      edges.add(windows.midnight(day));
      edges.add(windows.midnight(day.plusDays(1)));
    }
  }

  /// An edge, often exactly, else a millisecond beside it.
  Instant edge(Dice dice) {
    return dice.pick(edges).plusMillis(dice.chance(0.6) ? 0 : dice.between(-1, 1));
  }

  /// An edge or any millisecond of the 400 days before and 40 days after now.
  Instant any(Dice dice) {
    return dice.chance(0.7)
        ? edge(dice)
        : now.plusMillis(dice.between(-400L * 86_400_000, 40L * 86_400_000));
  }

  /// The day of an instant, or, seldom, a day far away.
  LocalDate date(Dice dice) {
    return dice.chance(0.05)
        ? LocalDate.parse(dice.pick("1900-02-28", "2000-02-29", "1969-12-31", "9999-12-31"))
        : LocalDate.ofInstant(any(dice), zone);
  }

  /// A time as a caller writes it, on or near an edge.
  Literal.Time literal(Dice dice) {
    Literal.Anchor anchor =
        switch (dice.between(0, 2)) {
          case 0 -> new Literal.Anchor.OnDate(LocalDate.ofInstant(any(dice), zone));
          case 1 -> new Literal.Anchor.At(any(dice));
          default -> new Literal.Anchor.Now();
        };
    List<Literal.Shift> shifts = new ArrayList<>();
    boolean fromNow = anchor instanceof Literal.Anchor.Now;
    while (dice.chance(fromNow && shifts.isEmpty() ? 0.8 : 0.15)) {
      shifts.add(
          new Literal.Shift(
              dice.chance(0.75) ? Literal.Direction.EARLIER : Literal.Direction.LATER,
              dice.pick(SPANS)));
    }
    return new Literal.Time(anchor, shifts);
  }
}
