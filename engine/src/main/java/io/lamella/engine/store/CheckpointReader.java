package io.lamella.engine.store;

import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.catalog.ImageReader;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.PartFormat;
import io.lamella.engine.index.RollUp;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.Region;
import io.lamella.engine.store.Manifest.BehaviourFiles;
import io.lamella.engine.store.Manifest.Ids;
import io.lamella.engine.store.Manifest.Range;
import io.lamella.engine.store.Manifest.Strings;
import io.lamella.engine.store.Manifest.WorkspaceFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads a checkpoint: every byte is checked before anything is made of it. Parts are read by
/// several threads, since that is most of what a start takes.
public final class CheckpointReader {
  private final Disk disk;
  private final Region region;
  private final Map<Long, Part> parts = new ConcurrentHashMap<>();
  private final Map<String, Long> pieces = new HashMap<>();

  CheckpointReader(Disk disk, Region region) {
    this.disk = disk;
    this.region = region;
  }

  /// Empty tables of a workspace, to be filled.
  public interface Tables {
    Customers customers();

    ValueDictionary attributeValues(String name);

    ValueDictionary propertyValues(String name);

    EventIdHorizon eventIds();

    /// All customers are there: they can be found by their ids from now on.
    void haveCustomers(int ordinals, Optional<Erased> erased);
  }

  /// Makes the tables of a workspace, and takes its snapshot when they are full.
  public interface Target {
    Tables tables(String workspace);

    void take(String workspace, Snapshot snapshot);

    /// Gives everything back that was made: the checkpoint is damaged.
    void discard();
  }

  /// Which file has which piece of a table.
  Map<String, Long> pieces() {
    return pieces;
  }

  /// Reads and checks a manifest.
  static Manifest manifest(Disk disk, long number) throws IOException {
    String name = CheckpointFiles.manifest(number);
    try (CheckedFileReader file = CheckedFileReader.open(disk, name, CheckpointFiles.MANIFEST)) {
      Manifest manifest = Manifest.read(file.metadata());
      if (manifest.number() != number) {
        throw new DamagedFileException(name, 0, "the manifest of checkpoint " + number);
      }
      return manifest;
    }
  }

  /// Reads every file of a checkpoint and checks it, and makes nothing of it.
  static void verify(Disk disk, Manifest manifest) throws IOException {
    for (long number : manifest.files()) {
      String name = CheckpointFiles.part(number);
      try (CheckedFileReader file = open(disk, number)) {
        file.verify();
      } catch (NoSuchFileException | FileNotFoundException e) {
        throw missing(name);
      }
    }
  }

  private static CheckedFileReader open(Disk disk, long number) throws IOException {
    String name = CheckpointFiles.part(number);
    if (!disk.exists(name)) {
      throw missing(name);
    }
    try {
      return CheckedFileReader.open(disk, name, CheckpointFiles.PART);
    } catch (DamagedFileException e) {
      // Pieces of tables are of another kind; what is damaged is so as either.
      return CheckedFileReader.open(disk, name, CheckpointFiles.TABLE);
    }
  }

  private static DamagedFileException missing(String name) {
    return new DamagedFileException(name, 0, "the file itself: it is missing");
  }

  /// Reads a whole checkpoint.
  ///
  /// @throws DamagedFileException with file and offset; what was read is then given back
  /// @throws io.lamella.engine.memory.BudgetExceededException if it does not fit
  void read(Manifest manifest, int threads, Target target) throws IOException {
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (WorkspaceFiles files : manifest.workspaces()) {
        Tables tables = target.tables(files.name());
        if (files.erased() != 0) {
          parts.put(files.erased(), part(files.erased()));
        }
        Optional<Erased> erased = optional(files.erased());
        tasks.add(() -> {
          customers(files, tables.customers());
          tables.haveCustomers(files.ordinals(), erased);
          return null;
        });
        tasks.add(() -> {
          tables(files, tables);
          return null;
        });
        partFiles(files)
            .forEach(number ->
                tasks.add(() -> {
                  parts.put(number, part(number));
                  return null;
                }));
      }
      run(tasks, threads);
      for (WorkspaceFiles files : manifest.workspaces()) {
        Snapshot snapshot = snapshot(files, target.tables(files.name()));
        keepPieces(files, snapshot);
        target.take(files.name(), snapshot);
      }
    } catch (IOException | RuntimeException e) {
      parts.values().forEach(Part::release);
      parts.clear();
      target.discard();
      throw e;
    }
  }

  private static void run(List<Callable<Void>> tasks, int threads) throws IOException {
    Queue<Callable<Void>> left = new ConcurrentLinkedQueue<>(tasks);
    Callable<Void> worker =
        () -> {
          for (Callable<Void> task = left.poll(); task != null; task = left.poll()) {
            try {
              task.call();
            } catch (Exception e) {
              left.clear();
              throw e;
            }
          }
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(worker));
      }
      for (Future<Void> done : running) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static List<Long> partFiles(WorkspaceFiles files) {
    List<Long> numbers = new ArrayList<>(files.attributes().values());
    files.changes().values().forEach(numbers::addAll);
    files
        .behaviours()
        .values()
        .forEach(behaviour -> {
          numbers.addAll(behaviour.buckets());
          numbers.addAll(behaviour.rollUps());
          numbers.addAll(behaviour.tails());
        });
    numbers.addAll(files.lists().values());
    if (files.unpurged() != files.erased()) {
      numbers.add(files.unpurged());
    }
    numbers.removeIf(number -> number == 0);
    return numbers;
  }

  private Part part(long number) throws IOException {
    String name = CheckpointFiles.part(number);
    if (!disk.exists(name)) {
      throw missing(name);
    }
    try (CheckedFileReader file = CheckedFileReader.open(disk, name, CheckpointFiles.PART)) {
      Part part =
          PartFormat.read(
              region, file.metadata(), file.payloadBytes(), memory -> file.readPayload(memory, 0));
      part.keptIn(number);
      return part;
    }
  }

  private void customers(WorkspaceFiles files, Customers customers) throws IOException {
    for (Range range : files.customers()) {
      table(range, reader -> customers.restore(range.count(), reader));
    }
  }

  private void tables(WorkspaceFiles files, Tables tables) throws IOException {
    for (Map.Entry<String, Strings> entry : files.attributeValues().entrySet()) {
      strings(entry.getValue(), tables.attributeValues(entry.getKey()));
    }
    for (Map.Entry<String, Strings> entry : files.propertyValues().entrySet()) {
      strings(entry.getValue(), tables.propertyValues(entry.getKey()));
    }
    for (Ids ids : files.ids()) {
      tables
          .eventIds()
          .<IOException>restore(
              ids.extent(),
              hashes -> {
                for (Range range : ids.ranges()) {
                  long at = (long) range.from() * CheckpointWriter.ID_BYTES;
                  long bytes = (long) range.count() * CheckpointWriter.ID_BYTES;
                  table(range, reader -> reader.fill(hashes.asSlice(at, bytes), 0));
                }
              });
    }
  }

  private void strings(Strings strings, ValueDictionary dictionary) throws IOException {
    for (Range range : strings.ranges()) {
      table(range, reader -> dictionary.restore(range.count(), reader));
    }
    dictionary.restored();
  }

  /// Reads a piece of a table.
  private interface TableReader {
    void read(ImageReader reader) throws IOException;
  }

  private void table(Range range, TableReader table) throws IOException {
    String name = CheckpointFiles.part(range.file());
    if (!disk.exists(name)) {
      throw missing(name);
    }
    try (CheckedFileReader file = CheckedFileReader.open(disk, name, CheckpointFiles.TABLE)) {
      table.read((MemorySegment memory, long offset) -> file.readPayload(memory, offset));
    }
  }

  /// What is kept under names.
  private Definitions definitions(WorkspaceFiles files) throws IOException {
    if (files.definitions() == 0) {
      return Definitions.NONE;
    }
    String name = CheckpointFiles.part(files.definitions());
    if (!disk.exists(name)) {
      throw missing(name);
    }
    Map<String, MemberList> members = new HashMap<>();
    files.lists().forEach((list, number) -> members.put(list, part(number, MemberList.class)));
    try (CheckedFileReader file = CheckedFileReader.open(disk, name, CheckpointFiles.TABLE)) {
      byte[] bytes = file.metadata();
      pieces.put(TablePieces.definitions(files.name(), bytes), files.definitions());
      return DefinitionFormat.read(bytes, members);
    }
  }

  private Snapshot snapshot(WorkspaceFiles files, Tables tables) throws IOException {
    Map<String, Attribute> attributes = new HashMap<>();
    files
        .attributes()
        .forEach((name, number) -> attributes.put(name, part(number, Attribute.class)));
    Map<String, List<Changes>> changes = new HashMap<>();
    files.changes().forEach((name, numbers) -> changes.put(name, parts(numbers, Changes.class)));
    Map<String, Behaviour> behaviours = new HashMap<>();
    files
        .behaviours()
        .forEach((String name, BehaviourFiles behaviour) ->
            behaviours.put(
                name,
                new Behaviour(
                    name,
                    parts(behaviour.buckets(), Bucket.class),
                    parts(behaviour.rollUps(), RollUp.class),
                    parts(behaviour.tails(), Bucket.class))));
    Optional<Erased> erased = optional(files.erased());
    Optional<Erased> unpurged = optional(files.unpurged());
    if (files.erased() != 0 && files.erased() == files.unpurged()) {
      unpurged.ifPresent(Part::retain);
    }
    Map<String, ValueDictionary> attributeValues = new HashMap<>();
    files
        .attributeValues()
        .keySet()
        .forEach(name -> attributeValues.put(name, tables.attributeValues(name)));
    Map<String, ValueDictionary> propertyValues = new HashMap<>();
    files
        .propertyValues()
        .keySet()
        .forEach(name -> propertyValues.put(name, tables.propertyValues(name)));
    return new Snapshot(
        files.snapshot(),
        files.ordinals(),
        files.catalog(),
        tables.customers(),
        new Snapshot.Dictionaries(attributeValues, propertyValues),
        new Snapshot.Contents(
            attributes,
            changes,
            behaviours,
            erased,
            unpurged,
            definitions(files),
            files.arrivals()));
  }

  private void keepPieces(WorkspaceFiles files, Snapshot snapshot) {
    for (Range range : files.customers()) {
      long version = TablePieces.customersVersion(snapshot, range.from());
      pieces.put(TablePieces.customers(files.name(), range, version), range.file());
    }
    files
        .attributeValues()
        .forEach((name, strings) -> keepPieces(files.name(), "attribute", name, strings));
    files
        .propertyValues()
        .forEach((name, strings) -> keepPieces(files.name(), "property", name, strings));
    for (Ids ids : files.ids()) {
      for (Range range : ids.ranges()) {
        pieces.put(TablePieces.ids(files.name(), ids.extent(), range), range.file());
      }
    }
  }

  private void keepPieces(String workspace, String kind, String name, Strings strings) {
    for (Range range : strings.ranges()) {
      pieces.put(TablePieces.strings(workspace, kind, name, range, 0), range.file());
    }
  }

  private Optional<Erased> optional(long number) {
    return number == 0 ? Optional.empty() : Optional.of(part(number, Erased.class));
  }

  private <T extends Part> List<T> parts(List<Long> numbers, Class<T> type) {
    return numbers.stream().map(number -> part(number, type)).toList();
  }

  private <T extends Part> T part(long number, Class<T> type) {
    return type.cast(Objects.requireNonNull(parts.get(number)));
  }
}
