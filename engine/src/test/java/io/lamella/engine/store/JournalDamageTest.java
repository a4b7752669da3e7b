package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a damaged journal is refused with file and offset, or, where the damage is at the very end
/// and looks like a torn commit, loses that commit alone; no wrong record is ever read. Method:
/// every bit of every file is flipped, and every file is cut at every byte.
class JournalDamageTest {
  private static final String FOLDER = "journal";
  private static final int FILE_BYTES = 300;
  private static final int COMMITS = 9;
  private static final long SEED = 11;

  /// Where a commit's frame ended when it was forced.
  private record Place(String file, long start, long end, int recordsBefore) {}

  private final FaultDisk disk = new FaultDisk();
  private final List<byte[]> all = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  @BeforeEach
  void makeAJournal() throws IOException {
    var random = new SplittableRandom(SEED);
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      for (int i = 0; i < COMMITS; i++) {
        int before = all.size();
        String fileBefore = last();
        long start = disk.bytes(fileBefore).length;
        for (int record = 0; record <= i % 3; record++) {
          byte[] bytes = new byte[random.nextInt(30)];
          random.nextBytes(bytes);
          log.append(bytes);
          all.add(bytes);
        }
        log.force();
        String file = last();
        places.add(
            new Place(
                file,
                file.equals(fileBefore) ? start : JournalFormat.HEADER_BYTES,
                disk.bytes(file).length,
                before));
      }
    }
    assertThat(disk.list(FOLDER)).hasSizeGreaterThan(2);
    assertThat(places.getLast().start()).isGreaterThan(JournalFormat.HEADER_BYTES);
  }

  @Test
  void everyFlippedBitIsRefusedOrCostsTheLastCommitAlone() throws IOException {
    for (String name : names()) {
      for (long bit = 0; bit < 8L * disk.bytes(name).length; bit++) {
        FaultDisk damaged = disk.copy();
        damaged.corrupt(name, bit);
        checkFlip(damaged, name, bit);
      }
    }
  }

  private void checkFlip(FaultDisk damaged, String name, long bit) throws IOException {
    Place last = places.getLast();
    boolean inLast = name.equals(last.file()) && bit / 8 >= last.start();
    List<byte[]> read;
    try {
      read = open(damaged);
    } catch (DamagedFileException e) {
      assertThat(inLast).as("seed=%d, bit=%d, %s", SEED, bit, e.getMessage()).isFalse();
      assertThat(e.file()).as(e.getMessage()).isEqualTo(name);
      assertThat(e.offset()).as(e.getMessage()).isBetween(frameStart(name, bit / 8), bit / 8);
      assertThat(e.expected()).isNotEmpty();
      return;
    }
    assertThat(inLast).as("seed=%d, name=%s, bit=%d", SEED, name, bit).isTrue();
    assertSame(read, all.subList(0, last.recordsBefore()), name + " bit " + bit);
  }

  @Test
  void aCutAnywhereButInTheLastFileIsRefused() throws IOException {
    List<String> names = names();
    for (String name : names.subList(0, names.size() - 1)) {
      for (int size = 0; size < disk.bytes(name).length; size++) {
        FaultDisk damaged = disk.copy();
        damaged.cut(name, size);
        long cut = size;
        assertThatThrownBy(() -> open(damaged))
            .as("seed=%d, name=%s, size=%d", SEED, name, cut)
            .isInstanceOfSatisfying(
                DamagedFileException.class,
                e -> {
                  assertThat(e.file()).isEqualTo(name);
                  assertThat(e.offset()).isLessThanOrEqualTo(cut);
                });
      }
    }
  }

  @Test
  void aCutInTheLastFileKeepsTheCommitsBeforeIt() throws IOException {
    String name = last();
    int whole = disk.bytes(name).length;
    for (int size = 0; size < whole; size++) {
      FaultDisk damaged = disk.copy();
      damaged.cut(name, size);
      if (size < JournalFormat.HEADER_BYTES) {
        assertThatThrownBy(() -> open(damaged)).isInstanceOf(DamagedFileException.class);
        continue;
      }
      assertSame(open(damaged), all.subList(0, recordsWithin(name, size)), name + " cut " + size);
      assertThat(damaged.bytes(name).length).isLessThanOrEqualTo(size);
    }
  }

  @Test
  void twoBadCommitsAtTheEndAreNotTakenForOneThatWasTorn() throws IOException {
    Place last = places.getLast();
    Place other = places.get(places.size() - 2);
    assertThat(other.file()).isEqualTo(last.file());
    disk.corrupt(last.file(), 8 * (last.end() - 1));
    disk.corrupt(other.file(), 8 * other.start());

    assertThatThrownBy(() -> open(disk))
        .isInstanceOfSatisfying(
            DamagedFileException.class, e -> assertThat(e.offset()).isEqualTo(other.start()));
  }

  @Test
  void aMissingFileInTheMiddleIsRefused() throws IOException {
    List<String> names = names();
    disk.delete(names.get(1));
    assertThatThrownBy(() -> open(disk))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(names.get(0));
  }

  @Test
  void aFileOfAnotherJournalIsRefused() throws IOException {
    FaultDisk other = new FaultDisk();
    try (var log = LocalJournal.open(other, FOLDER, FILE_BYTES)) {
      while (other.list(FOLDER).size() < 3) {
        Commits.commit(log, List.of(new byte[40]));
      }
    }
    List<String> names = names();
    String foreign = FOLDER + "/" + other.list(FOLDER).getLast();
    disk.delete(names.getLast());
    try (var file = disk.create(names.getLast())) {
      byte[] bytes = other.bytes(foreign);
      file.write(0, ByteBuffer.wrap(bytes));
    }
    assertThatThrownBy(() -> open(disk)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void framesOfAnotherHistoryAreNotTakenForThoseThatFollow() throws IOException {
    FaultDisk other = disk.copy();
    String name = last();
    commitByte(disk, 1);
    long sizeBytes = disk.bytes(name).length;
    int known = all.size() + 1;
    commitByte(other, 2);
    commitByte(other, 3);
    commitByte(other, 4);
    byte[] strange = other.bytes(name);
    int frame = Math.toIntExact(strange.length - sizeBytes) / 2;
    try (var file = disk.edit(name)) {
      file.write(sizeBytes, ByteBuffer.wrap(strange, Math.toIntExact(sizeBytes), frame));
      file.force();
    }
    FaultDisk two = disk.copy();
    try (var file = two.edit(name)) {
      int at = Math.toIntExact(sizeBytes) + frame;
      file.write(at, ByteBuffer.wrap(strange, at, frame));
    }
    assertThatThrownBy(() -> open(two))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("the frame that was written after the one before it");
    assertThat(open(disk)).hasSize(known);
  }

  private static void commitByte(FaultDisk disk, int value) throws IOException {
    try (var log = LocalJournal.open(disk, FOLDER, 10_000)) {
      Commits.commit(log, List.of(new byte[] {(byte) value}));
    }
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    disk.corrupt(names().getFirst(), 8 * 8 + 1);
    assertThatThrownBy(() -> open(disk))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("expected=a format version of at most 1");
  }

  @Test
  void damageThatComesWhileTheJournalIsOpenIsNotRead() throws IOException {
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      for (String name : names()) {
        for (long bit = 8L * JournalFormat.HEADER_BYTES;
            bit < 8L * disk.bytes(name).length;
            bit += 3) {
          disk.corrupt(name, bit);
          checkRead(log, name, bit);
          disk.corrupt(name, bit);
        }
      }
    }
  }

  /// Only the padding at the end of a frame may be anything: nobody reads it.
  private void checkRead(Log log, String name, long bit) throws IOException {
    List<byte[]> read;
    try {
      read = Commits.read(log);
    } catch (DamagedFileException e) {
      assertThat(e.file()).isEqualTo(name);
      return;
    }
    assertSame(read, all, name + " bit " + bit);
  }

  private static List<byte[]> open(FaultDisk disk) throws IOException {
    try (var log = LocalJournal.open(disk, FOLDER, FILE_BYTES)) {
      return Commits.read(log);
    }
  }

  private List<String> names() throws IOException {
    return disk.list(FOLDER).stream().map(name -> FOLDER + "/" + name).toList();
  }

  private String last() throws IOException {
    return names().getLast();
  }

  private long frameStart(String name, long offset) {
    return places.stream()
        .filter(place -> place.file().equals(name) && place.start() <= offset)
        .mapToLong(Place::start)
        .max()
        .orElse(0);
  }

  private int recordsWithin(String name, long size) {
    return places.stream()
        .filter(place -> place.file().equals(name) && place.end() > size)
        .mapToInt(Place::recordsBefore)
        .min()
        .orElse(all.size());
  }

  private static void assertSame(List<byte[]> actual, List<byte[]> expected, String what) {
    assertThat(Commits.same(actual, expected))
        .as("seed=%d, %s, records=%d, expected=%d", SEED, what, actual.size(), expected.size())
        .isTrue();
  }
}
