package io.lamella.engine.catalog;

import java.nio.charset.StandardCharsets;
import net.openhft.hashing.LongHashFunction;

/// Where a customer stands in a sample: a position of a million that depends on the customer id and
/// the sample's salt alone, the same on every machine. Definition: the expression language,
/// `sample`.
public final class CustomerHash {
  private static final LongHashFunction HASH = LongHashFunction.xx();
  private static final long POSITIONS = 1_000_000;

  private CustomerHash() {}

  /// xxHash64, seed 0, of a customer id in UTF-8.
  public static long ofId(byte[] id) {
    return HASH.hashBytes(id);
  }

  /// xxHash64, seed 0, of a salt.
  public static long ofSalt(String salt) {
    return HASH.hashBytes(salt.getBytes(StandardCharsets.UTF_8));
  }

  /// The position, 0 to 999,999.
  public static int position(long idHash, long saltHash) {
    long z = idHash ^ saltHash;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z = z ^ (z >>> 31);
    return (int) Math.unsignedMultiplyHigh(z, POSITIONS);
  }
}
