package io.lamella.engine.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The days of a time zone, and where they do not pass evenly.
record LocalDays(ZoneId zone) {

  LocalDate dateOf(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }

  /// The instants at which a date begins or its clock is set, in any order; a midnight that comes
  /// twice gives both.
  List<Long> breaks(LocalDate date) {
    List<Long> breaks = new ArrayList<>(instants(date, LocalTime.MIDNIGHT));
    breaks.add(date.atStartOfDay(zone).toInstant().toEpochMilli());
    for (ZoneOffsetTransition transition : transitions(date)) {
      breaks.add(transition.getInstant().toEpochMilli());
    }
    return breaks;
  }

  /// The same of all days between two instants, without these, ascending.
  TreeSet<Long> breaks(long fromMillis, long toMillis) {
    var breaks = new TreeSet<Long>();
    LocalDate last = dateOf(toMillis).plusDays(1);
    for (LocalDate date = dateOf(fromMillis).minusDays(1);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      breaks.addAll(breaks(date));
    }
    return inside(breaks, fromMillis, toMillis);
  }

  /// The one or two instants at which a date's clock shows a time.
  List<Long> instants(LocalDate date, LocalTime time) {
    ZonedDateTime first = date.atTime(time).atZone(zone);
    return List.of(
        first.withEarlierOffsetAtOverlap().toInstant().toEpochMilli(),
        first.withLaterOffsetAtOverlap().toInstant().toEpochMilli());
  }

  /// When clocks are set on a date, the day before it or the day after it.
  List<ZoneOffsetTransition> transitions(LocalDate date) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    Instant end = date.plusDays(2).atStartOfDay(zone).toInstant();
    ZoneOffsetTransition next =
        zone.getRules().nextTransition(date.minusDays(1).atStartOfDay(zone).toInstant());
    while (next != null && next.getInstant().isBefore(end)) {
      transitions.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return transitions;
  }

  static TreeSet<Long> inside(TreeSet<Long> instants, long fromMillis, long toMillis) {
    return new TreeSet<>(instants.subSet(fromMillis, false, toMillis, false));
  }
}
