package io.lamella.engine;

import io.lamella.engine.api.Write;
import java.util.List;
import java.util.Set;

/// What an engine is asked to keep in one step: it is there afterwards, or nothing of it.
sealed interface Change {

  /// A batch of writes.
  record Written(List<Write> batch) implements Change {}

  /// A segment, or the next version of one.
  record PutSegment(String name, String expression) implements Change {}

  /// A list of customers by their ids, or another in place of one.
  record PutIds(String name, Set<String> ids) implements Change {}

  /// A list of who satisfies an expression, or another in place of one.
  record Freeze(String name, String expression) implements Change {}

  /// A partition, or the next version of one.
  ///
  /// @param stages an expression each
  record PutPartition(String name, List<String> stages) implements Change {}

  /// What has a name is kept no longer, unless something else names it.
  record Delete(Kind kind, String name) implements Change {}

  /// What is kept under names.
  enum Kind {
    SEGMENT,
    LIST,
    PARTITION
  }
}
