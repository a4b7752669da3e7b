package io.lamella.engine.store;

import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.memory.Region;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A data directory in use: its lock, its journal, its checkpoints, of which the last two are kept.
/// Checkpoints are written by one thread at a time; all else by whoever opened it.
public final class DataDirectory implements Closeable {
  /// Checkpoints that are kept: a damaged one is replaced by the one before it and the journal.
  private static final int KEPT = 2;

  private static final String JOURNAL = "journal";

  private final Disk disk;
  private final Closeable lock;
  private final LocalJournal journal;

  /// Newest first.
  private final List<Manifest> kept = new ArrayList<>();

  private final Map<String, Long> pieces = new HashMap<>();
  private long nextFile = 1;
  private long nextNumber = 1;
  private volatile Optional<Instant> checkpointAt = Optional.empty();
  private volatile LogPosition checkpointPosition = LogPosition.BEGINNING;

  private DataDirectory(Disk disk, Closeable lock, LocalJournal journal) {
    this.disk = disk;
    this.lock = lock;
    this.journal = journal;
  }

  /// Locks the directory, reads its newest checkpoint that is whole, and opens the journal.
  ///
  /// @param target takes what the checkpoint holds; nothing if there is none
  /// @throws DamagedFileException if neither of the last two checkpoints, or the journal that
  ///   follows on it, is as it was written
  /// @throws DirectoryLockedException
  public static DataDirectory open(
      Disk disk, Region region, int threads, CheckpointReader.Target target) throws IOException {
    Closeable lock = disk.lock();
    try {
      disk.createFolder(CheckpointFiles.CHECKPOINTS);
      disk.createFolder(CheckpointFiles.PARTS);
      disk.createFolder(JOURNAL);
      var directory = new DataDirectory(disk, lock, LocalJournal.open(disk, JOURNAL));
      try {
        directory.readNewest(region, threads, target);
      } catch (IOException | RuntimeException e) {
        directory.journal.close();
        throw e;
      }
      return directory;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void readNewest(Region region, int threads, CheckpointReader.Target target)
      throws IOException {
    Optional<DamagedFileException> damage = Optional.empty();
    List<Long> damaged = new ArrayList<>();
    List<Long> numbers = CheckpointFiles.manifests(disk);
    for (long number : numbers) {
      try {
        Manifest manifest = CheckpointReader.manifest(disk, number);
        if (kept.isEmpty()) {
          var reader = new CheckpointReader(disk, region);
          reader.read(manifest, threads, target);
          pieces.putAll(reader.pieces());
          checkpointPosition = manifest.position();
        }
        kept.add(manifest);
        nextFile = Math.max(nextFile, manifest.nextFile());
      } catch (DamagedFileException e) {
        damage = damage.isPresent() ? damage : Optional.of(e);
        damaged.add(number);
      }
      nextNumber = Math.max(nextNumber, number + 1);
    }
    if (kept.isEmpty() && damage.isPresent()) {
      throw damage.get();
    }
    for (long file : CheckpointFiles.parts(disk)) {
      nextFile = Math.max(nextFile, file + 1);
    }
    if (checkpointPosition.compareTo(journal.begin()) < 0) {
      throw damage.orElseGet(() ->
          new DamagedFileException(
              JOURNAL, 0, "records from position " + checkpointPosition.offset() + " on"));
    }
    if (checkpointPosition.compareTo(journal.end()) > 0) {
      throw new DamagedFileException(
          JOURNAL, 0, "records up to position " + checkpointPosition.offset());
    }
    for (long number : damaged) {
      // Not one of the last two any more; kept aside for whoever wants to know.
      disk.rename(
          CheckpointFiles.manifest(number),
          CheckpointFiles.manifest(number) + CheckpointFiles.DAMAGED);
    }
    if (!kept.isEmpty()) {
      checkpointAt = Optional.of(Instant.now());
    }
  }

  /// The log of what came after the checkpoint.
  public Log log() {
    return journal;
  }

  /// From where on the log is to be applied to what was read.
  public LogPosition position() {
    return checkpointPosition;
  }

  /// When the newest checkpoint was complete, as far as this process knows.
  public Optional<Instant> checkpointAt() {
    return checkpointAt;
  }

  /// Whether there is none yet.
  public boolean isNew() {
    return kept.isEmpty();
  }

  /// A checkpoint that is durable, and what it no longer needs of the log.
  ///
  /// @param truncate what lies before may be let go of, by the thread that appends
  public record Written(CheckpointSummary summary, LogPosition truncate) {}

  /// Writes a checkpoint. The log is truncated by the caller, on the thread that appends to it.
  ///
  /// @param purge keep no other checkpoint, once this one is verified
  public synchronized Written checkpoint(
      LogPosition position, List<StoredState> states, boolean purge) throws IOException {
    var writer = new CheckpointWriter(disk, pieces, nextFile);
    Manifest manifest;
    long number = nextNumber;
    try {
      manifest = writer.write(number, position, states);
    } finally {
      // Files of a checkpoint that failed are never taken for another's.
      nextFile = Math.max(nextFile, lastFile() + 1);
    }
    nextNumber = number + 1;
    nextFile = Math.max(nextFile, manifest.nextFile());
    if (purge) {
      CheckpointReader.verify(disk, CheckpointReader.manifest(disk, number));
    }
    kept.addFirst(manifest);
    pieces.clear();
    pieces.putAll(writer.used());
    dropBeyond(purge ? 1 : KEPT);
    checkpointAt = Optional.of(Instant.now());
    checkpointPosition = manifest.position();
    return new Written(writer.summary(number, purge), kept.getLast().position());
  }

  private long lastFile() throws IOException {
    List<Long> files = CheckpointFiles.parts(disk);
    return files.isEmpty() ? 0 : files.getLast();
  }

  /// Deletes older checkpoints, their manifests first, then what no other uses.
  private void dropBeyond(int count) throws IOException {
    while (kept.size() > count) {
      disk.delete(CheckpointFiles.manifest(kept.removeLast().number()));
    }
    for (String name : disk.list(CheckpointFiles.CHECKPOINTS)) {
      if (name.endsWith(CheckpointFiles.DAMAGED) || name.endsWith(CheckpointFiles.UNFINISHED)) {
        disk.delete(CheckpointFiles.CHECKPOINTS + "/" + name);
      }
    }
    disk.forceFolder(CheckpointFiles.CHECKPOINTS);
    Set<Long> used = new HashSet<>();
    kept.forEach(manifest -> used.addAll(manifest.files()));
    for (long file : CheckpointFiles.parts(disk)) {
      if (!used.contains(file)) {
        disk.delete(CheckpointFiles.part(file));
      }
    }
    disk.forceFolder(CheckpointFiles.PARTS);
  }

  /// Checks every byte of a directory that nobody uses: both checkpoints and the journal.
  ///
  /// @return a line for each thing that was found whole
  public static List<String> verify(Disk disk) throws IOException {
    List<String> found = new ArrayList<>();
    Closeable lock = disk.lock();
    try {
      for (long number : CheckpointFiles.manifests(disk)) {
        Manifest manifest = CheckpointReader.manifest(disk, number);
        CheckpointReader.verify(disk, manifest);
        found.add(
            "checkpoint " + number + ": " + manifest.files().size() + " files, every block right");
      }
      if (disk.exists(JOURNAL)) {
        try (LocalJournal journal = LocalJournal.open(disk, JOURNAL)) {
          long records = 0;
          try (LogCursor cursor = journal.read(journal.begin())) {
            while (cursor.next()) {
              records++;
            }
          }
          found.add("journal: " + records + " records, every one right");
        }
      }
    } finally {
      lock.close();
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try {
      journal.close();
    } finally {
      lock.close();
    }
  }
}
