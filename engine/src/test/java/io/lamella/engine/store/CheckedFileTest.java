package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a checked file gives back what was written, in any pieces, and nothing else. Method: sizes
/// on both sides of a block and of a slice; every cut and every flipped bit of a small file.
class CheckedFileTest {
  private static final int KIND = 3;
  private static final String NAME = "part";
  private static final long SEED = 5;
  private static final int BLOCK = CheckedFileLayout.BLOCK_BYTES;

  private final FaultDisk disk = new FaultDisk();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 16 * BLOCK - 1, 16 * BLOCK, 16 * BLOCK + 1})
  void whatWasWrittenIsReadInAnyPieces(int size) throws IOException {
    for (int metadataSize : new int[] {0, 1, BLOCK, 17 * BLOCK + 5}) {
      byte[] payload = bytes(size);
      byte[] metadata = bytes(metadataSize);
      String name = NAME + metadataSize;
      long fileBytes = write(name, payload, metadata);
      assertThat(disk.bytes(name)).hasSize(Math.toIntExact(fileBytes));
      try (var reader = CheckedFileReader.open(disk, name, KIND);
          var arena = Arena.ofConfined()) {
        assertThat(reader.payloadBytes()).isEqualTo(size);
        assertThat(reader.sizeBytes()).isEqualTo(fileBytes);
        assertThat(reader.metadata()).isEqualTo(metadata);
        reader.verify();
        checkRange(reader, arena, payload, 0, size);
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(size + 1);
          int to = random.nextInt(from, size + 1);
          checkRange(reader, arena, payload, from, to);
          checkRange(reader, arena, payload, from / BLOCK * BLOCK, to);
          checkRange(reader, arena, payload, from, size);
        }
      }
    }
  }

  private static void checkRange(
      CheckedFileReader reader, Arena arena, byte[] payload, int from, int to) throws IOException {
    MemorySegment target = arena.allocate(to - from);
    reader.readPayload(target, from);
    MemorySegment expected = MemorySegment.ofArray(payload).asSlice(from, to - from);
    assertThat(target.mismatch(expected)).as("seed=%d, %d to %d", SEED, from, to).isEqualTo(-1);
  }

  @Test
  void readingOutsideOfThePayloadIsRefused() throws IOException {
    write(NAME, bytes(100), bytes(100));
    try (var reader = CheckedFileReader.open(disk, NAME, KIND);
        var arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(100);
      assertThatThrownBy(() -> reader.readPayload(target, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void everyFlippedBitIsRefused() throws IOException {
    byte[] payload = bytes(300);
    byte[] metadata = bytes(50);
    long size = write(NAME, payload, metadata);
    for (long bit = 0; bit < 8 * size; bit++) {
      FaultDisk damaged = disk.copy();
      damaged.corrupt(NAME, bit);
      long at = bit / 8;
      assertThatThrownBy(() -> readAll(damaged))
          .as("bit %d", bit)
          .isInstanceOfSatisfying(
              DamagedFileException.class,
              e -> {
                assertThat(e.file()).isEqualTo(NAME);
                assertThat(e.offset()).isLessThanOrEqualTo(at);
              });
    }
  }

  @Test
  void everyCutIsRefused() throws IOException {
    long size = write(NAME, bytes(300), bytes(50));
    for (long cut = 0; cut < size; cut++) {
      FaultDisk damaged = disk.copy();
      damaged.cut(NAME, cut);
      assertThatThrownBy(() -> readAll(damaged))
          .as("cut %d", cut)
          .isInstanceOf(DamagedFileException.class);
    }
  }

  @Test
  void aFlippedBitIsFoundInItsBlockAndSparesTheOthers() throws IOException {
    byte[] payload = bytes(40 * BLOCK + 7);
    write(NAME, payload, bytes(10));
    disk.corrupt(NAME, 8L * (20 * BLOCK + 99));
    try (var reader = CheckedFileReader.open(disk, NAME, KIND);
        var arena = Arena.ofConfined()) {
      checkRange(reader, arena, payload, 0, 20 * BLOCK);
      checkRange(reader, arena, payload, 21 * BLOCK, payload.length);
      assertThat(reader.metadata()).hasSize(10);
      MemorySegment one = arena.allocate(1);
      assertThatThrownBy(() -> reader.readPayload(one, 20L * BLOCK))
          .hasMessageContaining("offset=" + 20 * BLOCK);
      assertThatThrownBy(reader::verify).hasMessageContaining("offset=" + 20 * BLOCK);
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    long size = write(NAME, bytes(300), bytes(50));
    try (var file = disk.edit(NAME)) {
      file.write(size, MemorySegment.ofArray(bytes(4)));
    }
    assertThatThrownBy(() -> readAll(disk)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    write(NAME, bytes(1), bytes(1));
    assertThatThrownBy(() -> CheckedFileReader.open(disk, NAME, KIND + 1))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("expected=kind 4");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    long size = write(NAME, bytes(1), bytes(1));
    disk.corrupt(NAME, 8 * (size - CheckedFileLayout.FOOTER_BYTES + 8) + 1);
    assertThatThrownBy(() -> readAll(disk))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("format version of at most 1");
  }

  @Test
  void aFinishedFileIsDurableOnceItsFolderIs() throws IOException {
    byte[] payload = bytes(3 * BLOCK);
    write(NAME, payload, bytes(9));
    disk.forceFolder("");
    for (int i = 0; i < 20; i++) {
      try (var reader = CheckedFileReader.open(disk.crash(random), NAME, KIND);
          var arena = Arena.ofConfined()) {
        reader.verify();
        checkRange(reader, arena, payload, 0, payload.length);
      }
    }
  }

  @Test
  void aFileThatFoundNoRoomIsDeleted() throws IOException {
    disk.failWriteAt(2);
    assertThatThrownBy(() -> write(NAME, bytes(20 * BLOCK), bytes(9)))
        .isInstanceOf(DiskFullException.class);
    assertThat(disk.exists(NAME)).isFalse();
  }

  private void readAll(FaultDisk from) throws IOException {
    try (var reader = CheckedFileReader.open(from, NAME, KIND)) {
      reader.verify();
    }
  }

  private long write(String name, byte[] payload, byte[] metadata) throws IOException {
    try (var arena = Arena.ofConfined();
        var writer = CheckedFileWriter.create(disk, name, KIND)) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, payload);
      for (long done = 0; done < payload.length; ) {
        assertThat(writer.payloadBytes()).isEqualTo(done);
        long piece = Math.min(random.nextLong(1, 5L * BLOCK), payload.length - done);
        writer.write(memory.asSlice(done, piece));
        done += piece;
      }
      return writer.finish(metadata);
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
