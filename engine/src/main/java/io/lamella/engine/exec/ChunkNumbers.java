package io.lamella.engine.exec;

import io.lamella.engine.plan.Fraction;

/// A number that customers have, told for one chunk after another. Customers are low 16 bits.
/// Confined to one thread.
interface ChunkNumbers {

  /// Turns to a chunk; [#close] ends it.
  ///
  /// @param members whose numbers will be asked for, 1,024 words that stay as they are until the
  ///   chunk ends
  void open(int chunk, long[] members, ChunkScratch scratch);

  /// Gives back what was taken of the scratch.
  void close(ChunkScratch scratch);

  /// Whether a customer has a number.
  boolean has(int low);

  /// Whether every number is [#unscaled] at one [#scale].
  boolean isPlain();

  /// The number of a customer who has one, if numbers are plain.
  long unscaled(int low);

  /// Digits after the point of plain numbers.
  int scale();

  /// The number of a customer who has one, off by less than [Amounts#ERROR] of it.
  double near(int low);

  /// The number of a customer who has one.
  Fraction exact(int low);
}
