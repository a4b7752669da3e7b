package io.lamella.engine.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A customer's position in a sample: `floor(mix(xxHash64(id) xor xxHash64(salt)) * 1,000,000 /
/// 2^64)`. The hash is written out from its specification (Yann Collet, *xxHash fast digest
/// algorithm*, 0.1.1), seed 0.
final class SamplePosition {

  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;
  // Lanes begin at seed + P1 + P2, seed + P2, seed, seed - P1, all modulo 2^64.
  private static final long[] LANES = {0x60EA27EEADC0B5D6L, P2, 0, 0x61C8864E7A143579L};
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private SamplePosition() {}

  /// Whether `from * 10,000 <= position < to * 10,000`.
  static boolean lies(String id, String salt, BigDecimal fromPercent, BigDecimal toPercent) {
    BigDecimal position = BigDecimal.valueOf(of(id, salt));
    return position.compareTo(fromPercent.movePointRight(4)) >= 0
        && position.compareTo(toPercent.movePointRight(4)) < 0;
  }

  /// 0 to 999,999.
  static int of(String id, String salt) {
    long z = hash(id.getBytes(StandardCharsets.UTF_8));
    z ^= hash(salt.getBytes(StandardCharsets.UTF_8));
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(z));
    return unsigned.multiply(MILLION).shiftRight(64).intValueExact();
  }

  private static long hash(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = P5;
    if (bytes.length >= 32) {
      long[] lanes = LANES.clone();
      while (input.remaining() >= 32) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = round(lanes[lane], input.getLong());
        }
      }
      hash =
          Long.rotateLeft(lanes[0], 1)
              + Long.rotateLeft(lanes[1], 7)
              + Long.rotateLeft(lanes[2], 12)
              + Long.rotateLeft(lanes[3], 18);
      for (long lane : lanes) {
        hash = (hash ^ round(0, lane)) * P1 + P4;
      }
    }
    hash += bytes.length;
    while (input.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, input.getLong()), 27) * P1 + P4;
    }
    if (input.remaining() >= 4) {
      hash = Long.rotateLeft(hash ^ (input.getInt() & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
    }
    while (input.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (input.get() & 0xFFL) * P5, 11) * P1;
    }
    hash = (hash ^ (hash >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * P2, 31) * P1;
  }
}
