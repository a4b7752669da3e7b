package io.lamella.engine.plan;

import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/// A time that depends on now, such as the beginning of a window, while now goes by: in pieces,
/// over each of which it goes as fast as now, or stands still. Where months and years are
/// subtracted it does not always rise: the last days of March all have their day a month ago at the
/// end of February. Immutable.
///
/// @param pieces ascending, the first from the beginning
/// @param endMillis the last instant that is looked at
record PassingTime(List<Piece> pieces, long endMillis) {

  PassingTime {
    pieces = List.copyOf(pieces);
  }

  /// @param fromMillis of now
  /// @param millis the time then
  record Piece(long fromMillis, long millis, boolean stands) {
    private long at(long nowMillis) {
      return stands ? millis : millis + (nowMillis - fromMillis);
    }
  }

  /// Now itself.
  static PassingTime now(long nowMillis, long endMillis) {
    return new PassingTime(List.of(new Piece(nowMillis, nowMillis, false)), endMillis);
  }

  /// One end of a calendar window, which goes on when days do.
  static PassingTime calendar(
      Window.Calendar window, Clock clock, long endMillis, ToLongFunction<Clock.Range> end) {
    List<Piece> pieces = new ArrayList<>();
    TreeSet<Long> starts =
        new LocalDays(clock.settings().zone()).breaks(clock.nowMillis(), endMillis + 1);
    starts.add(clock.nowMillis());
    for (long start : starts) {
      long millis = end.applyAsLong(new Clock(start, clock.settings()).range(window));
      pieces.add(new Piece(start, millis, true));
    }
    return new PassingTime(pieces, endMillis);
  }

  /// The same so much later, or earlier if the sign is -1.
  PassingTime shifted(Span span, int sign, Clock clock) {
    List<Piece> shifted = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      var starts = new TreeSet<Long>();
      if (span.unit().millis() == 0) {
        starts = jumps(piece.millis, piece.at(end(i)), span, sign, clock);
      }
      starts.add(piece.millis);
      for (long start : starts) {
        shifted.add(
            new Piece(
                piece.fromMillis + (start - piece.millis), clock.shift(start, span, sign), false));
      }
    }
    return new PassingTime(shifted, endMillis);
  }

  /// The last instant of a piece.
  private long end(int piece) {
    return piece + 1 < pieces.size() ? pieces.get(piece + 1).fromMillis - 1 : endMillis;
  }

  /// The times after the first, up to the last, from which on a shift by the calendar may not go as
  /// fast as what is shifted: a day begins, or clocks are set, there or where it is shifted to.
  private static TreeSet<Long> jumps(
      long fromMillis, long toMillis, Span span, int sign, Clock clock) {
    var days = new LocalDays(clock.settings().zone());
    TreeSet<Long> jumps = days.breaks(fromMillis, toMillis + 1);
    LocalDate last = days.dateOf(toMillis).plusDays(1);
    for (LocalDate date = days.dateOf(fromMillis).minusDays(1);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      LocalDate target =
          span.unit() == Span.Unit.MONTH
              ? date.plusMonths(sign * span.amount())
              : date.plusYears(sign * span.amount());
      for (ZoneOffsetTransition transition : days.transitions(target)) {
        for (LocalTime time :
            List.of(
                transition.getDateTimeBefore().toLocalTime(),
                transition.getDateTimeAfter().toLocalTime())) {
          jumps.addAll(days.instants(date, time));
        }
      }
    }
    return LocalDays.inside(jumps, fromMillis, toMillis + 1);
  }

  /// Takes every instant of now, after the beginning, from which on this time has passed others or
  /// gone back behind them.
  ///
  /// @param others ascending
  void passing(long[] others, LongConsumer turns) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (i > 0) {
        long before = pieces.get(i - 1).at(piece.fromMillis - 1);
        if (after(others, Math.min(before, piece.millis))
            < after(others, Math.max(before, piece.millis))) {
          turns.accept(piece.fromMillis);
        }
      }
      if (!piece.stands) {
        int to = after(others, piece.at(end(i)));
        for (int other = after(others, piece.millis); other < to; other++) {
          turns.accept(piece.fromMillis + (others[other] - piece.millis));
        }
      }
    }
  }

  /// The place of the first that is greater.
  private static int after(long[] ascending, long millis) {
    int place = Arrays.binarySearch(ascending, millis);
    return place < 0 ? -place - 1 : place + 1;
  }
}
