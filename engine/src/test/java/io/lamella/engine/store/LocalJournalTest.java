package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Goal: a journal gives back what was committed, in order, from any position, and keeps its word
/// on what it refuses. Method: small files on a disk in memory.
class LocalJournalTest {
  private static final String FOLDER = "journal";
  private static final int FILE_BYTES = 4_096;
  private static final long SEED = 7;

  private final FaultDisk disk = new FaultDisk();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void whatWasCommittedIsReadFromAnyPosition() throws IOException {
    try (var log = open()) {
      List<byte[]> all = commitMany(log, 40);

      assertThat(disk.list(FOLDER).size()).isGreaterThan(3);
      assertThat(log.end().offset()).isEqualTo(all.size());
      for (int from = 0; from <= all.size(); from++) {
        assertSame(Commits.read(log, new LogPosition(from)), all.subList(from, all.size()));
      }
    }
  }

  @Test
  void aReopenedJournalGoesOnWhereItEnded() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      try (var log = open()) {
        assertThat(log.cutBytes()).isZero();
        assertSame(Commits.read(log), all);
        all.addAll(commitMany(log, 5));
      }
    }
  }

  @Test
  void readersSeeNothingThatIsNotForced() throws IOException {
    try (var log = open();
        var cursor = log.read(LogPosition.BEGINNING)) {
      assertThat(log.append(new byte[] {1})).isEqualTo(new LogPosition(1));
      assertThat(log.append(new byte[0])).isEqualTo(new LogPosition(2));
      assertThat(cursor.next()).isFalse();
      assertThat(log.end()).isEqualTo(LogPosition.BEGINNING);

      log.force();

      assertThat(log.end()).isEqualTo(new LogPosition(2));
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.record().get()).isEqualTo((byte) 1);
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.record().hasRemaining()).isFalse();
      assertThat(cursor.position()).isEqualTo(new LogPosition(1));
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void aCursorFollowsThroughTheFilesAsTheyComeUp() throws IOException {
    try (var log = open();
        var cursor = log.read(LogPosition.BEGINNING)) {
      List<byte[]> seen = new ArrayList<>();
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.addAll(commitMany(log, 1));
        while (cursor.next()) {
          byte[] bytes = new byte[cursor.record().remaining()];
          cursor.record().get(bytes);
          seen.add(bytes);
        }
        assertSame(seen, all);
      }
    }
  }

  @Test
  void aThreadReadsWhileAnotherCommits() throws Exception {
    int count = 20_000;
    try (var log = open()) {
      CompletableFuture<Long> sum =
          CompletableFuture.supplyAsync(() -> {
            try (var cursor = log.read(LogPosition.BEGINNING)) {
              return sum(cursor, count);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      ByteBuffer record = ByteBuffer.allocate(Integer.BYTES);
      for (int i = 0; i < count; i++) {
        log.append(record.putInt(0, i));
        if (i % 5 == 4) {
          log.force();
        }
      }
      assertThat(sum.get(60, TimeUnit.SECONDS)).isEqualTo((count - 1L) * count / 2);
    }
  }

  /// Adds up the numbers of so many records, and checks that they come in order.
  private static long sum(LogCursor cursor, int count) throws IOException {
    long sum = 0;
    for (int i = 0; i < count; ) {
      if (cursor.next()) {
        int number = cursor.record().order(ByteOrder.BIG_ENDIAN).getInt();
        assertThat(number).isEqualTo(i);
        sum += number;
        i++;
      } else {
        Thread.onSpinWait();
      }
    }
    return sum;
  }

  @Test
  void discardedRecordsNeverWere() throws IOException {
    try (var log = open()) {
      List<byte[]> all = commitMany(log, 3);
      log.append(new byte[10]);
      log.discard();
      long writes = disk.writes();
      log.force();
      assertThat(disk.writes()).isEqualTo(writes);

      all.addAll(commitMany(log, 1));

      assertSame(Commits.read(log), all);
    }
  }

  @Test
  void aCommitIsOneWriteAndOneForce() throws IOException {
    try (var log = open()) {
      long writes = disk.writes();
      long forces = disk.forces();
      for (int i = 0; i < 100; i++) {
        log.append(new byte[] {1, 2, 3});
      }
      log.force();
      assertThat(disk.writes() - writes).isEqualTo(1);
      assertThat(disk.forces() - forces).isEqualTo(1);
    }
  }

  @Test
  void aCommitLargerThanAFileHasOneToItself() throws IOException {
    try (var log = open()) {
      List<byte[]> all = commitMany(log, 2);
      List<byte[]> large = List.of(new byte[3 * FILE_BYTES], new byte[5]);
      Commits.commit(log, large);
      all.addAll(large);
      all.addAll(commitMany(log, 2));
      assertSame(Commits.read(log), all);
    }
    try (var log = open()) {
      assertThat(log.cutBytes()).isZero();
      assertThat(Commits.read(log)).anyMatch(record -> record.length == 3 * FILE_BYTES);
    }
  }

  @Test
  void theLargestRecordIsTakenAndALargerOneIsRefused() throws IOException {
    try (var log = open()) {
      byte[] largest = new byte[Log.MAX_RECORD_BYTES];
      largest[0] = 1;
      largest[largest.length - 1] = 2;
      log.append(new byte[] {9});
      assertThatThrownBy(() -> log.append(new byte[Log.MAX_RECORD_BYTES + 1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("record=16777217");
      log.append(largest);
      log.force();
      assertSame(Commits.read(log), List.of(new byte[] {9}, largest));
    }
    try (var log = open()) {
      assertThat(log.end()).isEqualTo(new LogPosition(2));
    }
  }

  @Test
  void truncatingDeletesWholeFilesAndKeepsThePosition() throws IOException {
    try (var log = open()) {
      List<byte[]> all = commitMany(log, 40);
      LogPosition middle = new LogPosition(all.size() / 2);
      int files = disk.list(FOLDER).size();

      log.truncate(middle);

      assertThat(disk.list(FOLDER).size()).isLessThan(files);
      assertThat(log.begin()).isLessThanOrEqualTo(middle);
      assertThat(log.begin()).isGreaterThan(LogPosition.BEGINNING);
      assertSame(
          Commits.read(log, middle), all.subList(Math.toIntExact(middle.offset()), all.size()));
      assertThatThrownBy(() -> log.read(LogPosition.BEGINNING))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void truncatingAtTheEndKeepsNoRecord() throws IOException {
    LogPosition end;
    try (var log = open()) {
      commitMany(log, 10);
      end = log.end();
      log.truncate(end);
      log.truncate(end);
      assertThat(log.begin()).isEqualTo(end);
      assertThat(disk.list(FOLDER)).hasSize(1);
    }
    try (var log = open()) {
      assertThat(log.begin()).isEqualTo(end);
      assertThat(log.end()).isEqualTo(end);
      assertThat(log.append(new byte[1])).isEqualTo(new LogPosition(end.offset() + 1));
      assertThatThrownBy(() -> log.truncate(new LogPosition(end.offset() + 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aReaderWhoseFileWasDeletedSaysSo() throws IOException {
    try (var log = open();
        var cursor = log.read(LogPosition.BEGINNING)) {
      commitMany(log, 40);
      assertThat(cursor.next()).isTrue();
      log.truncate(log.end());
      commitMany(log, 1);
      assertThatThrownBy(
              () -> {
                while (cursor.next()) {
                  assertThat(cursor.record()).isNotNull();
                }
              })
          .hasMessageContaining("let go of");
    }
  }

  @Test
  void theSizeSinceAPositionShrinksToNothing() throws IOException {
    try (var log = open()) {
      commitMany(log, 40);
      long whole = log.sizeBytes(LogPosition.BEGINNING);
      long half = log.sizeBytes(new LogPosition(log.end().offset() / 2));
      assertThat(whole).isGreaterThan(half);
      assertThat(half).isPositive();
      assertThat(log.sizeBytes(log.end())).isZero();
    }
  }

  @Test
  void theRestOfATornCommitIsCutOffAndCounted() throws IOException {
    List<byte[]> all;
    try (var log = open()) {
      all = commitMany(log, 3);
    }
    String last = FOLDER + "/" + disk.list(FOLDER).getLast();
    long size = disk.bytes(last).length;
    try (var file = disk.edit(last)) {
      file.write(size, ByteBuffer.wrap(new byte[100]));
    }
    try (var log = open()) {
      assertThat(log.cutBytes()).isEqualTo(100);
      assertSame(Commits.read(log), all);
    }
    assertThat(disk.bytes(last)).hasSize(Math.toIntExact(size));
  }

  private LocalJournal open() throws IOException {
    return LocalJournal.open(disk, FOLDER, FILE_BYTES);
  }

  private List<byte[]> commitMany(Log log, int count) throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<byte[]> commit = Commits.random(random);
      Commits.commit(log, commit);
      records.addAll(commit);
    }
    return records;
  }

  private static void assertSame(List<byte[]> actual, List<byte[]> expected) {
    assertThat(Commits.same(actual, expected))
        .as("seed=%d, records=%d, expected=%d", SEED, actual.size(), expected.size())
        .isTrue();
  }
}
