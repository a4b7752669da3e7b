package io.lamella.engine.bitmap;

/// Takes a set of integers chunk by chunk, ascending.
@FunctionalInterface
public interface ChunkVisitor {

  /// Takes one chunk, which holds at least one value.
  ///
  /// @param chunk the values' bits from bit 16 on: below 2^16 in a 32-bit bitmap, below 2^48 in a
  ///   64-bit one
  /// @param words 1,024, of the values' lowest 16 bits; the visitor's during the call only
  void chunk(long chunk, long[] words);
}
