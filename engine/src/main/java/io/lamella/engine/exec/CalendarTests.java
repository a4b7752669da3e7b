package io.lamella.engine.exec;

import io.lamella.engine.plan.ValueTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Tests of what a stored date or instant is by the calendar.
final class CalendarTests {

  private CalendarTests() {}

  /// Whether a stored date or instant passes.
  static boolean passes(ValueTest.ByCalendar test, long stored) {
    return switch (test) {
      case ValueTest.PartIn part -> (part.allowed() >>> part(part, stored) & 1) != 0;
      case ValueTest.AnniversaryIn in -> {
        LocalDate date =
            switch (in.stored()) {
              case DAYS -> LocalDate.ofEpochDay(stored);
              case MILLISECONDS -> local(stored, in.zone()).toLocalDate();
            };
        yield firstAnniversary(date, in.fromDay()).toEpochDay() < in.toDay();
      }
    };
  }

  private static int part(ValueTest.PartIn test, long stored) {
    return switch (test.stored()) {
      case DAYS -> {
        LocalDate date = LocalDate.ofEpochDay(stored);
        yield switch (test.part()) {
          case MONTH -> date.getMonthValue();
          case WEEKDAY -> date.getDayOfWeek().getValue();
          case HOUR -> 0;
        };
      }
      case MILLISECONDS -> {
        ZonedDateTime time = local(stored, test.zone());
        yield switch (test.part()) {
          case MONTH -> time.getMonthValue();
          case WEEKDAY -> time.getDayOfWeek().getValue();
          case HOUR -> time.getHour();
        };
      }
    };
  }

  /// The first anniversary on or after a day: each is counted from the date itself, so that 29
  /// February comes back in leap years.
  private static LocalDate firstAnniversary(LocalDate date, long fromDay) {
    if (fromDay <= date.toEpochDay()) {
      return date.plusYears(1);
    }
    long years = Math.max(1, LocalDate.ofEpochDay(fromDay).getYear() - date.getYear());
    LocalDate inThatYear = date.plusYears(years);
    return inThatYear.toEpochDay() >= fromDay ? inThatYear : date.plusYears(years + 1);
  }

  private static ZonedDateTime local(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }
}
