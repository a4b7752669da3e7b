package io.lamella.engine.exec;

/// Several terms and how they combine, with what a change of one of them does. A customer *turns*
/// with a term if the group's answer would change with the term's: it rises with it, or it falls
/// when the term rises. Who turns depends on the term only by whether the customer is in it.
abstract class GroupTerm extends PreviewTerm {

  /// What takes the place of a term that is taken out.
  enum Neutral {
    /// Everybody, as in `and`.
    EVERYBODY,
    /// Nobody.
    NOBODY
  }

  abstract Neutral neutral();

  /// Of those in a term, who rise with it.
  abstract ChunkSet risingInside();

  /// Of those not in a term, who rise with it.
  abstract ChunkSet risingOutside();

  /// Of those in a term, who fall when it rises.
  abstract ChunkSet fallingInside();

  /// Of those not in a term, who fall when it rises.
  abstract ChunkSet fallingOutside();
}
