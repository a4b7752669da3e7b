package io.lamella.engine.exec;

import java.util.List;

/// A [io.lamella.engine.plan.Quantity] worked out for the customers of one chunk after another,
/// from rows of events. Confined to one thread.
interface QuantityRows {

  /// Works a chunk out; [#close] ends it.
  void open(int chunk, ChunkScratch scratch);

  /// Gives back what was taken of the scratch.
  void close(ChunkScratch scratch);

  /// What each slot has; there may be slots that have nothing.
  Amounts amounts();

  /// How many slots the chunk has.
  int slots();

  /// The customer, as low 16 bits, that a slot belongs to; in general the slot itself.
  int low(int slot);

  /// Whether a customer of the chunk has an event that is looked at.
  boolean hasEvents(int low);

  /// What is read.
  List<EventRows> rows();
}
