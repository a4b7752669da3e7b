package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.WorkspaceSettings;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Workspaces' names and settings.
public final class Workspaces {

  private static final EnumPairs<DayOfWeek, io.lamella.v1.DayOfWeek> DAYS =
      EnumPairs.of(DayOfWeek.class, io.lamella.v1.DayOfWeek.class);

  private Workspaces() {}

  /// The name, or the default's if it is empty.
  public static String name(String given) {
    return given.isEmpty() ? Question.DEFAULT_WORKSPACE : given;
  }

  /// The engine's settings; what is left out takes its default.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a time zone or day that is not known
  public static WorkspaceSettings read(io.lamella.v1.WorkspaceSettings message) {
    return new WorkspaceSettings(
        zone(message.getTimeZone()),
        firstDay(message.getFirstDayOfWeek()),
        Optional.of(message.getZoneAttribute()).filter(name -> !name.isEmpty()));
  }

  /// The message.
  public static io.lamella.v1.WorkspaceSettings write(WorkspaceSettings settings) {
    return io.lamella.v1.WorkspaceSettings.newBuilder()
        .setTimeZone(settings.zone().equals(ZoneOffset.UTC) ? "UTC" : settings.zone().getId())
        .setFirstDayOfWeek(DAYS.message(settings.firstDayOfWeek()))
        .setZoneAttribute(settings.zoneAttribute().orElse(""))
        .build();
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      // The engine's own word for it, so that saying so or leaving it out is no change.
      return WorkspaceSettings.DEFAULT.zone();
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw refused(
          "settings.time_zone",
          "unknown time zone; an IANA name like Europe/London is needed: time_zone=" + name);
    }
  }

  private static DayOfWeek firstDay(io.lamella.v1.DayOfWeek day) {
    if (day == io.lamella.v1.DayOfWeek.DAY_OF_WEEK_UNSPECIFIED) {
      return WorkspaceSettings.DEFAULT.firstDayOfWeek();
    }
    return DAYS.word(day)
        .orElseThrow(() -> refused("settings.first_day_of_week", "not a day of the week"));
  }

  private static EngineException refused(String field, String message) {
    return new EngineException(
        EngineException.Code.INVALID_ARGUMENT, message, List.of(new Fault(field, message)));
  }
}
