package io.lamella.engine.oracle;

import io.lamella.engine.query.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/// Writes values as the cells of a file, in one of the ways that mean the same.
final class Cells {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private final Dice dice;
  private final ZoneId zone;

  Cells(Dice dice, ZoneId zone) {
    this.dice = dice;
    this.zone = zone;
  }

  String cell(Object value) {
    return switch (value) {
      case String text -> text;
      case Set<?> set -> String.join("|", dice.shuffled(List.copyOf(set)).toArray(String[]::new));
      case Boolean bool -> bool ? dice.pick("true", "TRUE", "True") : dice.pick("false", "False");
      case BigDecimal number -> number.toPlainString();
      case LocalDate date -> date.toString();
      case Instant instant -> instant(instant);
      case Point point -> plain(point, dice.pick(",", ", ", " "));
      default -> throw new IllegalArgumentException("value=" + value);
    };
  }

  static String plain(Point point, String separator) {
    return point.latitude().toPlainString() + separator + point.longitude().toPlainString();
  }

  /// With an offset, with more digits than count, or in the workspace's zone where that is clear.
  String instant(Instant instant) {
    return switch (dice.between(0, 3)) {
      case 0 -> instant.toString();
      case 1 -> instant.plusNanos(999_999).toString();
      case 2 -> instant.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString();
      default ->
          zone.getRules().getValidOffsets(instant.atZone(zone).toLocalDateTime()).size() == 1
              ? LOCAL.format(instant.atZone(zone))
              : instant.toString();
    };
  }
}
