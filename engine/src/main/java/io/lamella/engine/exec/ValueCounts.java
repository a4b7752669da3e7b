package io.lamella.engine.exec;

/// Counts of the values that some customers have of one attribute. Confined to one thread; several
/// may share the chunks of a long question, and are then added up.
interface ValueCounts {

  /// Adds the members of a chunk.
  ///
  /// @param members 1,024 words
  /// @param count how many they are, above 0
  void add(int chunk, long[] members, int count);
}
