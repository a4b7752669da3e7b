package io.lamella.bench.live;

import java.util.HexFormat;

/// Event ids as callers make them: 16 digits without an order.
final class Ids {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Ids() {}

  /// The id of an event of a stream of events; another one for each number, and for each salt
  /// however near another.
  static String id(long salt, long number) {
    return HexFormat.of().toHexDigits((far(salt) + number) * MIX);
  }

  /// Salts that follow on each other lie far apart, or streams would use the same ids.
  private static long far(long salt) {
    long z = (salt ^ (salt >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 31);
  }
}
