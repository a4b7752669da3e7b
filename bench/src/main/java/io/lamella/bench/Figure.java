package io.lamella.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/// One line of a suite.
///
/// @param name as the goals call it: `boolean.roaring`
/// @param value what Lamella needs or does
/// @param rival the same of the rival, if there is one
/// @param ratio how many times better Lamella is; for a distance to a limit, how many times the
///   limit
/// @param goal as it is written: `>=20`
/// @param met whether the goal is reached
public record Figure(
    String name,
    double value,
    String unit,
    OptionalDouble rival,
    OptionalDouble ratio,
    String goal,
    boolean met) {

  /// A time beside a rival's, to be so many times shorter.
  public static Figure faster(String name, double nanos, double rivalNanos, double goal) {
    double ratio = rivalNanos / nanos;
    return new Figure(
        name,
        nanos / 1e6,
        "ms",
        OptionalDouble.of(rivalNanos / 1e6),
        OptionalDouble.of(ratio),
        ">=" + plain(goal),
        ratio >= goal);
  }

  /// A time beside the least that is possible, to be at most so many times longer.
  public static Figure within(String name, double nanos, double limitNanos, double goal) {
    double ratio = nanos / limitNanos;
    return new Figure(
        name,
        nanos / 1e6,
        "ms",
        OptionalDouble.of(limitNanos / 1e6),
        OptionalDouble.of(ratio),
        "<=" + plain(goal),
        ratio <= goal);
  }

  /// A rate, to be at least so high.
  public static Figure rate(String name, double perSecond, double goal) {
    return new Figure(
        name,
        perSecond,
        "/s",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        ">=" + plain(goal),
        perSecond >= goal);
  }

  /// `name value unit rival=… ratio=… goal=… ok|short`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-20s %12s  %-4s rival=%-12s ratio=%-9s goal=%-10s %s",
        name,
        plain(value),
        unit,
        optional(rival),
        optional(ratio),
        goal,
        met ? "ok" : "short");
  }

  private static String optional(OptionalDouble number) {
    return number.isPresent() ? plain(number.getAsDouble()) : "-";
  }

  private static String plain(double number) {
    if (number == Math.rint(number) || Math.abs(number) >= 1_000) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    return String.format(Locale.ROOT, Math.abs(number) >= 10 ? "%.1f" : "%.3f", number);
  }
}
