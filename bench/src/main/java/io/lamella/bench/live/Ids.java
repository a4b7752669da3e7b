package io.lamella.bench.live;

import java.util.HexFormat;

/// Event ids as callers make them: 16 digits without an order.
final class Ids {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Ids() {}

  /// The id of an event of a stream of events; another one for each number.
  static String id(long salt, long number) {
    return HexFormat.of().toHexDigits((salt + number) * MIX);
  }
}
