package io.lamella.server.mapping;

import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the leaves of a predicate message: constants, spans, windows. Works like
/// [PredicateReader], into the same notes.
final class LiteralReader {

  /// More digits than any number of the language has; bounds what a decimal can cost.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

  private final ReadingNotes notes;

  LiteralReader(ReadingNotes notes) {
    this.notes = notes;
  }

  Literal literal(io.lamella.v1.Literal m, FieldPath at) {
    return switch (m.getKindCase()) {
      case TEXT -> notes.placed(new Literal.Text(m.getText()), at.field("text"));
      case DECIMAL -> {
        FieldPath decimal = at.field("decimal");
        yield notes.placed(new Literal.Decimal(decimal(m.getDecimal(), decimal)), decimal);
      }
      case BOOLEAN -> notes.placed(new Literal.Bool(m.getBoolean()), at.field("boolean"));
      case TIME -> time(m.getTime(), at.field("time"));
      case KIND_NOT_SET -> {
        notes.missing(at, "a value");
        yield new Literal.Bool(false);
      }
    };
  }

  BigDecimal decimal(String digits, FieldPath at) {
    if (!DECIMAL.matcher(digits).matches()) {
      notes.fault(at, digits.isEmpty() ? "a decimal is missing" : "not a decimal like -12.50");
      return BigDecimal.ZERO;
    }
    return new BigDecimal(digits);
  }

  private Literal.Time time(io.lamella.v1.Time m, FieldPath at) {
    List<Literal.Shift> shifts = new ArrayList<>(m.getShiftsCount());
    Literal.Anchor anchor = anchor(m, at);
    for (int i = 0; i < m.getShiftsCount(); i++) {
      FieldPath shift = at.field("shifts").item(i);
      shifts.add(
          new Literal.Shift(
              notes.word(
                  PredicateEnums.DIRECTIONS,
                  m.getShifts(i).getDirection(),
                  shift.field("direction"),
                  Literal.Direction.LATER),
              span(m.getShifts(i).getSpan(), shift.field("span"))));
    }
    return notes.placed(new Literal.Time(anchor, shifts), at);
  }

  private Literal.Anchor anchor(io.lamella.v1.Time m, FieldPath at) {
    return switch (m.getAnchorCase()) {
      case DATE -> new Literal.Anchor.OnDate(date(m.getDate(), at.field("date")));
      case INSTANT ->
          new Literal.Anchor.At(
              Instants.instant(m.getInstant())
                  .orElseGet(() -> {
                    notes.fault(at.field("instant"), "not " + Instants.EXPECTED);
                    return Instant.EPOCH;
                  }));
      case NOW -> new Literal.Anchor.Now();
      case ANCHOR_NOT_SET -> {
        notes.missing(at, "a date, an instant or now");
        yield new Literal.Anchor.Now();
      }
    };
  }

  private LocalDate date(String text, FieldPath at) {
    return ValueFormat.date(text)
        .orElseGet(() -> {
          notes.fault(at, "not a date like 2026-01-31");
          return LocalDate.EPOCH;
        });
  }

  Span span(io.lamella.v1.Span m, FieldPath at) {
    Span.Unit unit =
        notes.word(PredicateEnums.SPAN_UNITS, m.getUnit(), at.field("unit"), Span.Unit.DAY);
    if (m.getAmount() <= 0) {
      notes.fault(at.field("amount"), "a duration is above 0: amount=" + m.getAmount());
      return new Span(1, unit);
    }
    return notes.placed(new Span(m.getAmount(), unit), at);
  }

  Point point(io.lamella.v1.Point m, FieldPath at) {
    return notes.placed(
        new Point(
            decimal(m.getLatitude(), at.field("latitude")),
            decimal(m.getLongitude(), at.field("longitude"))),
        at);
  }

  Distance distance(io.lamella.v1.Distance m, FieldPath at) {
    return notes.placed(
        new Distance(
            decimal(m.getAmount(), at.field("amount")),
            notes.word(
                PredicateEnums.DISTANCE_UNITS, m.getUnit(), at.field("unit"), Distance.Unit.METRE)),
        at);
  }

  Window window(io.lamella.v1.Window m, FieldPath at) {
    return switch (m.getKindCase()) {
      case LAST -> {
        FieldPath last = at.field("last");
        yield notes.placed(new Window.Last(span(m.getLast().getSpan(), last.field("span"))), last);
      }
      case AGO -> {
        FieldPath ago = at.field("ago");
        yield notes.placed(
            new Window.Ago(
                span(m.getAgo().getFrom(), ago.field("from")),
                span(m.getAgo().getTo(), ago.field("to"))),
            ago);
      }
      case NEXT -> {
        FieldPath next = at.field("next");
        yield notes.placed(new Window.Next(span(m.getNext().getSpan(), next.field("span"))), next);
      }
      case BETWEEN -> {
        FieldPath between = at.field("between");
        yield notes.placed(
            new Window.Between(
                time(m.getBetween().getFrom(), between.field("from")),
                time(m.getBetween().getTo(), between.field("to"))),
            between);
      }
      case SINCE -> {
        FieldPath since = at.field("since");
        yield notes.placed(
            new Window.Since(time(m.getSince().getFrom(), since.field("from"))), since);
      }
      case BEFORE -> {
        FieldPath before = at.field("before");
        yield notes.placed(
            new Window.Before(time(m.getBefore().getTo(), before.field("to"))), before);
      }
      case CALENDAR -> {
        FieldPath calendar = at.field("calendar");
        yield notes.placed(
            new Window.Calendar(
                notes.word(
                    PredicateEnums.PERIODS,
                    m.getCalendar().getPeriod(),
                    calendar.field("period"),
                    Window.Period.DAY),
                m.getCalendar().getOffset()),
            calendar);
      }
      case KIND_NOT_SET -> {
        notes.missing(at, "a window");
        yield new Window.Last(new Span(1, Span.Unit.DAY));
      }
    };
  }
}
