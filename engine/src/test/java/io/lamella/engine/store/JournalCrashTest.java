package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: whatever the disk does, every commit that was acknowledged is there, in order, and nothing
/// else, but possibly the one in flight, whole. Method: seeded random commits and truncations on a
/// disk that stops, fills up or fails at a random place, then crashes and is opened anew, several
/// times in a row.
class JournalCrashTest {
  private static final String FOLDER = "journal";
  private static final int FILE_BYTES = 3_000;

  /// What ought to be in the journal, as told by what it acknowledged.
  private static final class Expected {
    private final List<byte[]> acknowledged = new ArrayList<>();
    private List<byte[]> inFlight = List.of();
    private long begin;

    /// Compares, and takes over what a crash decided.
    void check(LocalJournal log, String what) throws IOException {
      List<byte[]> read = Commits.read(log);
      long missing = log.begin().offset();
      assertThat(missing).as(what).isLessThanOrEqualTo(begin);
      List<byte[]> known = acknowledged.subList((int) missing, acknowledged.size());
      List<byte[]> withFlight = new ArrayList<>(known);
      withFlight.addAll(inFlight);
      boolean whole = !inFlight.isEmpty() && Commits.same(read, withFlight);
      assertThat(whole || Commits.same(read, known))
          .as("%s, read=%d, acknowledged=%d", what, read.size(), known.size())
          .isTrue();
      if (whole) {
        acknowledged.addAll(inFlight);
      }
      inFlight = List.of();
      begin = missing;
    }
  }

  @Tag("brief")
  @Test
  void acknowledgedCommitsOutliveCrashes() throws IOException {
    crash(1, 3_000);
  }

  @Tag("long")
  @Test
  void acknowledgedCommitsOutliveManyCrashes() throws IOException {
    crash(1_000_000, 20_000);
  }

  private static void crash(long firstSeed, int crashes) throws IOException {
    int torn = 0;
    int inFlight = 0;
    for (long seed = firstSeed, done = 0; done < crashes; seed++) {
      var random = new SplittableRandom(seed);
      Expected expected = new Expected();
      FaultDisk disk = new FaultDisk(seed);
      for (int life = 0; life < 4 && done < crashes; life++, done++) {
        disk.powerOffAt(random.nextInt(1, 60));
        live(disk, expected, random);
        disk = random.nextInt(8) == 0 ? disk.kill() : disk.crash(random);
        String what = "seed=" + seed + ", life=" + life;
        int before = expected.acknowledged.size();
        try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
          torn += log.cutBytes() > 0 ? 1 : 0;
          expected.check(log, what);
        } catch (IOException e) {
          throw new AssertionError(what, e);
        }
        inFlight += expected.acknowledged.size() > before ? 1 : 0;
        // What was read once is there for good, even after another crash.
        disk = disk.crash(random);
        try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
          expected.check(log, what + ", again");
          assertThat(log.cutBytes()).as(what).isZero();
        }
      }
    }
    // The runs reach what they are meant to reach.
    assertThat(torn).isGreaterThan(crashes / 50);
    assertThat(inFlight).isGreaterThan(crashes / 50);
  }

  /// Commits until the power goes off.
  private static void live(FaultDisk disk, Expected expected, SplittableRandom random) {
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      expected.check(log, "before the crash");
      while (true) {
        step(log, expected, random);
      }
    } catch (IOException e) {
      assertThat(e).hasStackTraceContaining("power off");
    }
  }

  private static void step(LocalJournal log, Expected expected, SplittableRandom random)
      throws IOException {
    if (random.nextInt(10) == 0) {
      long before = random.nextLong(log.begin().offset(), log.end().offset() + 1);
      expected.begin = Math.max(expected.begin, before);
      log.truncate(new LogPosition(before));
      return;
    }
    List<byte[]> commit = Commits.random(random);
    Commits.append(log, commit);
    if (random.nextInt(10) == 0) {
      log.discard();
      return;
    }
    expected.inFlight = commit;
    log.force();
    expected.acknowledged.addAll(commit);
    expected.inFlight = List.of();
  }

  @Test
  void aFullDiskCostsTheCommitThatFoundNoRoomAndNoOther() throws IOException {
    for (int n = 1; n <= 60; n++) {
      for (long seed = 1; seed <= 5; seed++) {
        fill(n, seed);
      }
    }
  }

  private static void fill(int n, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    Expected expected = new Expected();
    FaultDisk disk = new FaultDisk(seed);
    String what = "seed=" + seed + ", n=" + n;
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      disk.failWriteAt(n);
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        List<byte[]> commit = Commits.random(random);
        Commits.append(log, commit);
        try {
          log.force();
          expected.acknowledged.addAll(commit);
        } catch (DiskFullException _) {
          refused++;
        }
        if (refused == 3) {
          disk.makeRoom();
        }
        if (random.nextInt(8) == 0) {
          crashAndCheck(disk, expected, random, what);
        }
      }
      assertThat(refused).as(what).isEqualTo(3);
      expected.check(log, what);
    }
    crashAndCheck(disk, expected, random, what);
  }

  private static void crashAndCheck(
      FaultDisk disk, Expected expected, SplittableRandom random, String what) throws IOException {
    try (var log = LocalJournal.open(disk.crash(random), FOLDER, FILE_BYTES)) {
      expected.check(log, what);
    }
  }

  @Test
  void aFullDiskLetsTheJournalBeTruncated() throws IOException {
    FaultDisk disk = new FaultDisk();
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      for (int i = 0; i < 10; i++) {
        Commits.commit(log, List.of(new byte[1_000]));
      }
      disk.failWriteAt(1);
      assertThatThrownBy(() -> Commits.commit(log, List.of(new byte[1])))
          .isInstanceOf(DiskFullException.class);
      log.truncate(new LogPosition(9));
      assertThat(log.begin().offset()).isPositive();
      assertThatThrownBy(() -> log.truncate(log.end())).isInstanceOf(DiskFullException.class);
      disk.makeRoom();
      log.truncate(log.end());
      Commits.commit(log, List.of(new byte[1]));
    }
    assertThat(disk.list(FOLDER)).hasSize(1);
  }

  @Test
  void aFailedForceBreaksTheJournalAndKeepsWhatWasForced() throws IOException {
    for (int n = 1; n <= 40; n++) {
      for (long seed = 1; seed <= 20; seed++) {
        failForce(n, seed);
      }
    }
  }

  private static void failForce(int n, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    Expected expected = new Expected();
    FaultDisk disk = new FaultDisk(seed);
    String what = "seed=" + seed + ", n=" + n;
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      disk.failForceAt(n);
      LogFailedException first = commitUntilBroken(log, expected, random);
      assertThat(first).as(what).hasStackTraceContaining("Input/output error");
      assertThatThrownBy(() -> log.append(new byte[1])).as(what).hasSameClassAs(first);
      assertThatThrownBy(log::force)
          .as(what)
          .isInstanceOf(LogFailedException.class)
          .hasCause(first.getCause());
      assertThatThrownBy(() -> log.truncate(log.begin())).isInstanceOf(LogFailedException.class);
      assertThat(Commits.same(Commits.read(log), expected.acknowledged)).as(what).isTrue();
    }
    if (random.nextBoolean()) {
      disk = disk.crash(random);
    }
    // Whether the commit is there is decided now, and for good.
    crashAfterOpening(disk.kill(), expected, random, what);
  }

  private static void crashAfterOpening(
      FaultDisk disk, Expected expected, SplittableRandom random, String what) throws IOException {
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      expected.check(log, what);
      List<byte[]> commit = Commits.random(random);
      if (random.nextBoolean()) {
        Commits.commit(log, commit);
        expected.acknowledged.addAll(commit);
      }
    }
    for (int i = 0; i < 3; i++) {
      crashAndCheck(disk, expected, random, what + ", crashed");
    }
  }

  private static LogFailedException commitUntilBroken(
      LocalJournal log, Expected expected, SplittableRandom random) throws IOException {
    while (true) {
      List<byte[]> commit = Commits.random(random);
      Commits.append(log, commit);
      expected.inFlight = commit;
      try {
        log.force();
      } catch (LogFailedException e) {
        return e;
      }
      expected.acknowledged.addAll(commit);
      expected.inFlight = List.of();
    }
  }
}
