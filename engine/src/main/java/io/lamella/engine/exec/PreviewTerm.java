package io.lamella.engine.exec;

/// What one predicate of a previewed tree has in the chunk entered last, whatever stands around it.
/// Predicates that are equal share one. Entered after the terms it is made of. Confined to one
/// thread.
abstract class PreviewTerm implements ChunkSet {

  /// Turns to a chunk.
  abstract void enter(int chunk);

  /// How many customers of the chunk.
  abstract long count();
}
