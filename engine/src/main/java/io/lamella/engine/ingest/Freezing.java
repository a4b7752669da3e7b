package io.lamella.engine.ingest;

import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

/// Makes the sets of customers that static lists keep, as portable Roaring bitmaps of their
/// ordinals. On the writer's thread, which alone may look ids up.
public final class Freezing {

  private Freezing() {}

  /// Some of a workspace's customers.
  ///
  /// @param known how many
  public record Frozen(ByteBuffer roaring, int known) {}

  /// The customers who have one of some ids.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static Frozen ofIds(Workspace workspace, Collection<String> ids) {
    int[] ordinals =
        ids.stream()
            .mapToInt(id -> workspace.dictionary().find(id.getBytes(StandardCharsets.UTF_8)))
            .filter(ordinal -> ordinal != CustomerDictionary.NONE)
            .sorted()
            .distinct()
            .toArray();
    ByteBuffer roaring =
        roaring(
            workspace,
            builder -> {
              for (int ordinal : ordinals) {
                builder.add(ordinal);
              }
            });
    return new Frozen(roaring, ordinals.length);
  }

  /// Those of a set who were not erased before a snapshot.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static ByteBuffer living(Workspace workspace, MemberList members, Snapshot snapshot) {
    if (snapshot.erased().isEmpty()) {
      return members.roaring();
    }
    Erased gone = snapshot.erased().get();
    MemberList living = members.without(workspace.region(), workspace.budget(), gone::contains);
    try {
      return living.roaring();
    } finally {
      living.release();
    }
  }

  private static ByteBuffer roaring(Workspace workspace, Consumer<BitmapTableBuilder> filler) {
    MemberList members = MemberList.of(workspace.region(), workspace.budget(), filler);
    try {
      return members.roaring();
    } finally {
      members.release();
    }
  }
}
