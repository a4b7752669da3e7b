package io.lamella.engine.catalog;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// What a workspace decides for all its questions.
///
/// @param zone where a calendar day begins and ends; fixed once events exist
/// @param firstDayOfWeek where a calendar week begins
/// @param zoneAttribute the attribute that names a customer's own time zone, if any
public record WorkspaceSettings(
    ZoneId zone, DayOfWeek firstDayOfWeek, Optional<String> zoneAttribute) {

  /// UTC, weeks from Monday, no zone of the customers' own.
  public static final WorkspaceSettings DEFAULT =
      new WorkspaceSettings(ZoneOffset.UTC, DayOfWeek.MONDAY, Optional.empty());
}
