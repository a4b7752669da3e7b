package io.lamella.engine.store;

import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.store.Manifest.Range;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tables grow at their end, so a checkpoint writes only the pieces that are new. A piece is told
/// by its key: two with the same key hold the same bytes.
final class TablePieces {
  /// Rows of a table in one file. A multiple of a chunk.
  static final int RANGE = 1 << 20;

  private TablePieces() {}

  /// Changes with each customer of a range who is erased.
  static long customersVersion(Snapshot snapshot, int from) {
    return snapshot
        .erased()
        .map(erased -> erased.ordinals().cardinality(from >>> 16, (from + RANGE) >>> 16))
        .orElse(0L);
  }

  static String customers(String workspace, Range range, long version) {
    return workspace + "/customers" + place(range, version);
  }

  /// @param version changes with each string that is taken away
  static String strings(String workspace, String kind, String name, Range range, long version) {
    return workspace + "/" + kind + "/" + name + place(range, version);
  }

  /// Of a generation of event ids, which changes only at its end.
  static String ids(String workspace, EventIdHorizon.Extent extent, Range range) {
    return workspace + "/ids/" + extent.id() + place(range, 0);
  }

  /// Of what is kept under names, which is told by its bytes.
  static String definitions(String workspace, byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return workspace + "/definitions#" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(Range range, long version) {
    return "@" + range.from() + "+" + range.count() + "#" + version;
  }
}
