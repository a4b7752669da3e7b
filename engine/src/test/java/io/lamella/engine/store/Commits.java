package io.lamella.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Commits for tests of logs: lists of records, made, appended and read back.
final class Commits {
  private Commits() {}

  /// A commit of one to five records of nothing to a few sectors.
  static List<byte[]> random(RandomGenerator random) {
    List<byte[]> commit = new ArrayList<>();
    int records = random.nextInt(1, 6);
    for (int i = 0; i < records; i++) {
      byte[] record = new byte[random.nextInt(random.nextInt(4) == 0 ? 1500 : 40)];
      random.nextBytes(record);
      commit.add(record);
    }
    return commit;
  }

  static void append(Log log, List<byte[]> commit) throws IOException {
    for (byte[] record : commit) {
      log.append(record);
    }
  }

  static void commit(Log log, List<byte[]> commit) throws IOException {
    append(log, commit);
    log.force();
  }

  /// All records from a position on. Their positions are checked.
  static List<byte[]> read(Log log, LogPosition from) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (LogCursor cursor = log.read(from)) {
      while (cursor.next()) {
        long expected = from.offset() + records.size();
        if (cursor.position().offset() != expected) {
          throw new AssertionError(
              "out of order: position=" + cursor.position() + ", expected=" + expected);
        }
        ByteBuffer record = cursor.record();
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        records.add(bytes);
      }
    }
    return records;
  }

  static List<byte[]> read(Log log) throws IOException {
    return read(log, log.begin());
  }

  /// The records of many commits, one after the other.
  static List<byte[]> flat(List<List<byte[]>> commits) {
    return commits.stream().flatMap(List::stream).toList();
  }

  static boolean same(List<byte[]> a, List<byte[]> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!Arrays.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
