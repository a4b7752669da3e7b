package io.lamella.engine.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Tells the bucket's day of an instant: the last day whose midnight is not after it. Remembers the
/// last day asked for, since events come in runs. Confined to one thread.
final class Calendar {
  private final ZoneId zone;
  private long startMillis = Long.MAX_VALUE;
  private long endMillis = Long.MIN_VALUE;
  private int day;

  Calendar(ZoneId zone) {
    this.zone = zone;
  }

  int day(long millis) {
    if (millis < startMillis || millis >= endMillis) {
      LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
      // Where clocks are set back over midnight, the day has begun although its date shows
      // yesterday again.
      if (midnight(date.plusDays(1)) <= millis) {
        date = date.plusDays(1);
      }
      startMillis = midnight(date);
      endMillis = midnight(date.plusDays(1));
      day = Math.toIntExact(date.toEpochDay());
    }
    return day;
  }

  private long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
