package io.lamella.engine.ingest;

import io.lamella.engine.api.Write;
import io.lamella.engine.catalog.WorkspaceSettings;
import java.util.List;
import java.util.OptionalInt;

/// What the journal holds: one accepted request, as it came. Reading it again gives the same
/// snapshot, refusals included.
public sealed interface JournalRecord {

  /// Which workspace; made if it is not there.
  String workspace();

  /// A batch of writes.
  ///
  /// @param arrivalMillis when it came
  record Writes(String workspace, long arrivalMillis, List<Write> writes) implements JournalRecord {
    public Writes {
      writes = List.copyOf(writes);
    }
  }

  /// New settings.
  record Settings(String workspace, WorkspaceSettings settings) implements JournalRecord {}

  /// Something is kept under a name, or no longer.
  record Definition(String workspace, DefinitionChange change) implements JournalRecord {}

  /// For how many days a behaviour's events are kept; empty for ever.
  record Retention(String workspace, String behaviour, OptionalInt days) implements JournalRecord {}
}
