package io.lamella.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/// One line of a suite.
///
/// @param name as the goals call it: `boolean.roaring`
/// @param value what Lamella needs or does; empty where it could not be measured
/// @param rival the same of the rival, if there is one
/// @param ratio how many times better Lamella is; for a distance to a limit, how many times the
///   limit
/// @param goal as it is written: `>=20`; `-` where there is none
/// @param met whether the goal is reached
public record Figure(
    String name,
    OptionalDouble value,
    String unit,
    OptionalDouble rival,
    OptionalDouble ratio,
    String goal,
    boolean met) {
  private static final String NOTHING = "-";
  private static final double NANOS_PER_MICRO = 1e3;

  /// A time beside a rival's, to be so many times shorter.
  public static Figure faster(String name, double nanos, double rivalNanos, double goal) {
    double ratio = rivalNanos / nanos;
    return time(name, nanos, rivalNanos, ratio, ">=" + plain(goal), ratio >= goal);
  }

  /// A time beside a rival's, where nothing was promised.
  public static Figure beside(String name, double nanos, double rivalNanos) {
    return time(name, nanos, rivalNanos, rivalNanos / nanos, NOTHING, true);
  }

  /// A time beside the least that is possible, to be at most so many times longer.
  public static Figure within(String name, double nanos, double limitNanos, double goal) {
    double ratio = nanos / limitNanos;
    return time(name, nanos, limitNanos, ratio, "<=" + plain(goal), ratio <= goal);
  }

  /// A time beside the least that is possible, where nothing was promised.
  public static Figure above(String name, double nanos, double limitNanos) {
    return time(name, nanos, limitNanos, nanos / limitNanos, NOTHING, true);
  }

  /// A size beside a rival's, to be no larger.
  public static Figure size(String name, long bytes, long rivalBytes) {
    return sizeEach(name, (double) bytes, (double) rivalBytes);
  }

  /// The size of one of many beside a rival's, to be no larger.
  public static Figure sizeEach(String name, double bytes, double rivalBytes) {
    double ratio = rivalBytes / bytes;
    return new Figure(
        name,
        OptionalDouble.of(bytes),
        "B",
        OptionalDouble.of(rivalBytes),
        OptionalDouble.of(ratio),
        ">=1",
        ratio >= 1);
  }

  /// A rate, to be at least so high.
  public static Figure rate(String name, double perSecond, double goal) {
    return new Figure(
        name,
        OptionalDouble.of(perSecond),
        "/s",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        ">=" + plain(goal),
        perSecond >= goal);
  }

  /// Something in a unit of its own, to be at most so much.
  public static Figure atMost(String name, double value, String unit, double goal) {
    return new Figure(
        name,
        OptionalDouble.of(value),
        unit,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "<=" + plain(goal),
        value <= goal);
  }

  /// Something in a unit of its own, where nothing was promised.
  public static Figure plain(String name, double value, String unit) {
    return new Figure(
        name,
        OptionalDouble.of(value),
        unit,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        NOTHING,
        true);
  }

  /// The same, short if something else did not hold that it was promised for.
  public Figure provided(boolean held) {
    return new Figure(name, value, unit, rival, ratio, goal, met && held);
  }

  /// A figure that could not be had.
  public static Figure missing(String name) {
    return new Figure(
        name,
        OptionalDouble.empty(),
        NOTHING,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        NOTHING,
        false);
  }

  private static Figure time(
      String name, double nanos, double rivalNanos, double ratio, String goal, boolean met) {
    return new Figure(
        name,
        OptionalDouble.of(nanos / NANOS_PER_MICRO),
        "us",
        OptionalDouble.of(rivalNanos / NANOS_PER_MICRO),
        OptionalDouble.of(ratio),
        goal,
        met);
  }

  /// `name value unit rival=… ratio=… goal=… ok|short`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-22s %12s  %-3s rival=%-12s ratio=%-8s goal=%-9s %s",
        name,
        optional(value),
        unit,
        optional(rival),
        optional(ratio),
        goal,
        met ? "ok" : "short");
  }

  private static String optional(OptionalDouble number) {
    return number.isPresent() ? plain(number.getAsDouble()) : NOTHING;
  }

  /// A number as the lines show it: three or more significant digits.
  public static String plain(double number) {
    if (number == Math.rint(number) || Math.abs(number) >= 1_000) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    return String.format(Locale.ROOT, Math.abs(number) >= 10 ? "%.1f" : "%.2f", number);
  }
}
