package io.lamella.engine.api;

import java.nio.ByteBuffer;

/// The members of one expression as a set of numbers, for systems that keep Roaring bitmaps. The
/// numbers count the customers of the snapshot in the order of [MemberRows], from 0 to the
/// population less 1: sets of one snapshot can be joined with each other, sets of two cannot, for
/// an erased customer leaves no gap.
public interface NumberedMembers {

  /// The numbers as a bitmap in the portable Roaring format; read-only.
  ByteBuffer roaring();

  /// Tells the ids of the next members with their numbers in place of their places, until the taker
  /// has enough. Customers who were erased since the snapshot keep their number and have no id any
  /// more.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  void ids(MemberRows.IdTaker taker);
}
