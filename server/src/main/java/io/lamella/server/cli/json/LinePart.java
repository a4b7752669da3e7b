package io.lamella.server.cli.json;

import io.lamella.v1.WriteItem;

/// What a line stands for, or one of the things it stands for.
public sealed interface LinePart {

  /// A write.
  ///
  /// @param place where in the line it stands, `batch[3]`; empty for the whole
  record Item(String place, WriteItem item, FieldNames names) implements LinePart {}

  /// Something that is no write.
  ///
  /// @param field the path of what is at fault
  record Bad(String field, String message) implements LinePart {}
}
