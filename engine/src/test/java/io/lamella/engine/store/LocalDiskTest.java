package io.lamella.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the real disk and its twin in memory answer alike, and the journal and checked files work
/// on real files. Method: what can be seen without a crash is asked of both.
class LocalDiskTest {
  enum Kind {
    LOCAL,
    MEMORY
  }

  @TempDir private Path directory;
  private LocalDisk local;

  @BeforeEach
  void open() throws IOException {
    local = LocalDisk.open(directory.resolve("data"));
  }

  private Disk disk(Kind kind) {
    return kind == Kind.LOCAL ? local : new FaultDisk();
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreReadWhereTheyWereWritten(Kind kind) throws IOException {
    Disk disk = disk(kind);
    try (var file = disk.create("a");
        var arena = Arena.ofConfined()) {
      file.write(3, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      file.write(5, MemorySegment.ofArray(new byte[] {9, 9}));
      file.force();
      assertThat(file.sizeBytes()).isEqualTo(7);
      MemorySegment memory = arena.allocate(7);
      file.read(0, memory);
      assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 0, 0, 1, 2, 9, 9);
      assertThatThrownBy(() -> file.read(5, ByteBuffer.allocate(3)))
          .isInstanceOf(EOFException.class);
      file.truncate(4);
      assertThat(file.sizeBytes()).isEqualTo(4);
    }
    try (var file = disk.open("a")) {
      ByteBuffer target = ByteBuffer.allocateDirect(2);
      file.read(2, target);
      assertThat(target.flip().get(1)).isEqualTo((byte) 1);
      assertThat(file.name()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void foldersListTheirNamesInOrder(Kind kind) throws IOException {
    Disk disk = disk(kind);
    assertThat(disk.list("a/b")).isEmpty();
    disk.createFolder("a/b");
    disk.createFolder("a/b");
    disk.create("a/b/2").close();
    disk.create("a/b/1").close();
    disk.create("a/3").close();
    disk.forceFolder("a/b");
    disk.forceFolder("");
    assertThat(disk.list("a/b")).containsExactly("1", "2");
    assertThat(disk.list("a")).containsExactly("3", "b");
    assertThat(disk.list("")).containsExactly("a");
    assertThat(disk.exists("a/b")).isTrue();
    assertThatThrownBy(() -> disk.delete("a/b")).isInstanceOf(IOException.class);
    disk.delete("a/b/1");
    disk.delete("a/b/2");
    disk.delete("a/b");
    assertThat(disk.exists("a/b")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRenamedFileReplacesTheOneOfThatName(Kind kind) throws IOException {
    Disk disk = disk(kind);
    try (var old = disk.create("manifest");
        var file = disk.create("manifest.new")) {
      old.write(0, ByteBuffer.wrap(new byte[10]));
      file.write(0, ByteBuffer.wrap(new byte[20]));
    }
    disk.rename("manifest.new", "manifest");
    assertThat(disk.list("")).containsExactly("manifest");
    try (var file = disk.edit("manifest")) {
      assertThat(file.sizeBytes()).isEqualTo(20);
      file.write(20, ByteBuffer.wrap(new byte[1]));
    }
    disk.createFolder("other");
    assertThatThrownBy(() -> disk.rename("manifest", "other/manifest"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void missingAndExistingFilesAreRefusedByName(Kind kind) throws IOException {
    Disk disk = disk(kind);
    disk.create("here").close();
    assertThatThrownBy(() -> disk.create("here"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("here");
    assertThatThrownBy(() -> disk.open("gone"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone");
    assertThatThrownBy(() -> disk.edit("gone")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.delete("gone")).hasMessageContaining("gone");
    assertThatThrownBy(() -> disk.rename("gone", "there")).hasMessageContaining("gone");
    try (var file = disk.open("here")) {
      assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(1)))
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryHasOneEngineAtATime(Kind kind) throws IOException {
    Disk disk = disk(kind);
    try (Closeable lock = disk.lock()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(disk::lock)
          .isInstanceOf(DirectoryLockedException.class)
          .hasMessageContaining("another engine uses this directory")
          .hasMessageContaining(disk.toString());
    }
    disk.lock().close();
  }

  @Test
  void aNameNeverLeavesTheDirectory() {
    assertThatThrownBy(() -> local.create("../out")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFullDiskIsRecognised() {
    IOException full = new IOException("No space left on device");
    assertThat(LocalDisk.named("cannot write", "a", full))
        .isInstanceOf(DiskFullException.class)
        .hasMessageContaining("file=a")
        .hasCause(full);
    assertThat(LocalDisk.named("cannot write", "a", new IOException("Input/output error")))
        .isNotInstanceOf(DiskFullException.class)
        .hasMessageContaining("file=a");
  }

  @Test
  void aDeviceThatIsFullSaysSo() throws IOException {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.isWritable(device));
    Files.createSymbolicLink(Path.of(local.toString(), "full"), device);
    try (var file = local.edit("full")) {
      assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(8)))
          .isInstanceOf(DiskFullException.class)
          .hasMessageContaining("file=full");
    }
  }

  @Test
  void theJournalAndCheckedFilesWorkOnRealFiles() throws IOException {
    var random = new SplittableRandom(3);
    List<byte[]> all = new ArrayList<>();
    for (int life = 0; life < 3; life++) {
      try (var log = LocalJournal.open(local, "journal", 5_000)) {
        assertThat(Commits.same(Commits.read(log), all)).as("seed=3, life=%d", life).isTrue();
        for (int i = 0; i < 20; i++) {
          List<byte[]> commit = Commits.random(random);
          Commits.commit(log, commit);
          all.addAll(commit);
        }
      }
    }
    byte[] payload = new byte[3 << 20];
    random.nextBytes(payload);
    try (var writer = CheckedFileWriter.create(local, "part", 1)) {
      writer.write(MemorySegment.ofArray(payload));
      writer.finish(new byte[] {7});
    }
    try (var reader = CheckedFileReader.open(local, "part", 1);
        var arena = Arena.ofShared()) {
      MemorySegment target = arena.allocate(payload.length);
      reader.readPayload(target, 0);
      assertThat(target.mismatch(MemorySegment.ofArray(payload))).isEqualTo(-1);
      assertThat(reader.metadata()).containsExactly(7);
    }
  }
}
