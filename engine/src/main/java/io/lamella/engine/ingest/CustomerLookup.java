package io.lamella.engine.ingest;

import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.index.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// Finds customers by their ids, on any thread.
///
/// The dictionary is not part of a snapshot: it may know a customer sooner than the snapshot does,
/// and forgets an erased one at once.
public final class CustomerLookup {

  private CustomerLookup() {}

  /// The ordinal that a customer has in a snapshot; empty if the snapshot does not have it, or it
  /// was erased since.
  ///
  /// @param snapshot of the workspace, held meanwhile
  public static OptionalInt ordinal(Workspace workspace, Snapshot snapshot, String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int ordinal = workspace.dictionary().find(bytes);
    boolean isThere =
        ordinal != CustomerDictionary.NONE
            && ordinal < snapshot.ordinals()
            && snapshot.erased().map(erased -> !erased.contains(ordinal)).orElse(true)
            && snapshot.customers().idEquals(ordinal, bytes);
    return isThere ? OptionalInt.of(ordinal) : OptionalInt.empty();
  }
}
