package io.lamella.engine.ingest;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.index.Definitions;
import java.nio.ByteBuffer;

/// One change of what is kept under names. It was checked when it was made, so it is applied as it
/// is, also when the journal is read again.
public sealed interface DefinitionChange {

  /// A new segment, or a new version of one.
  record PutSegment(String name, SavedSegment.Version version) implements DefinitionChange {}

  /// A new partition, or a new version of one.
  record PutPartition(String name, SavedPartition.Version version) implements DefinitionChange {}

  /// A new list, or another in place of one.
  ///
  /// @param roaring the ordinals in it, a portable Roaring bitmap: ordinals stay what they are as
  ///   long as there are customers who have them
  record PutList(StaticList described, ByteBuffer roaring) implements DefinitionChange {}

  /// Something is kept no longer.
  record Drop(Definitions.Kind kind, String name) implements DefinitionChange {}
}
