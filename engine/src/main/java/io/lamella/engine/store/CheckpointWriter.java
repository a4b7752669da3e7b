package io.lamella.engine.store;

import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.PartFormat;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.store.Manifest.BehaviourFiles;
import io.lamella.engine.store.Manifest.Ids;
import io.lamella.engine.store.Manifest.Range;
import io.lamella.engine.store.Manifest.Strings;
import io.lamella.engine.store.Manifest.WorkspaceFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Writes one checkpoint: a file for each part and each piece of a table that no file has yet. What
/// earlier checkpoints have written is shared. Confined to one thread.
final class CheckpointWriter {
  /// Of an event id's hash.
  static final int ID_BYTES = 16;

  private final Disk disk;
  private final Map<String, Long> pieces;
  private final Map<String, Long> used = new HashMap<>();
  private long nextFile;
  private int writtenFiles;
  private long writtenBytes;
  private int sharedFiles;

  /// @param pieces which file has which piece of a table, by the piece's key
  CheckpointWriter(Disk disk, Map<String, Long> pieces, long nextFile) {
    this.disk = disk;
    this.pieces = pieces;
    this.nextFile = nextFile;
  }

  /// Writes everything and makes it durable, the manifest last.
  Manifest write(long number, LogPosition position, List<StoredState> states) throws IOException {
    List<WorkspaceFiles> workspaces = new ArrayList<>();
    for (StoredState state : states) {
      workspaces.add(workspace(state));
    }
    disk.forceFolder(CheckpointFiles.PARTS);
    var manifest = new Manifest(number, position, nextFile, workspaces);
    String unfinished = CheckpointFiles.manifest(number) + CheckpointFiles.UNFINISHED;
    if (disk.exists(unfinished)) {
      disk.delete(unfinished);
    }
    try (var file = CheckedFileWriter.create(disk, unfinished, CheckpointFiles.MANIFEST)) {
      writtenBytes += file.finish(manifest.bytes());
    }
    disk.rename(unfinished, CheckpointFiles.manifest(number));
    disk.forceFolder(CheckpointFiles.CHECKPOINTS);
    return manifest;
  }

  /// Which file has which piece of a table that this checkpoint uses.
  Map<String, Long> used() {
    return used;
  }

  CheckpointSummary summary(long number, boolean purged) {
    return new CheckpointSummary(number, writtenFiles, writtenBytes, sharedFiles, purged);
  }

  private WorkspaceFiles workspace(StoredState state) throws IOException {
    Snapshot snapshot = state.snapshot();
    Map<String, Long> attributes = new TreeMap<>();
    for (var entry : snapshot.attributes().entrySet()) {
      attributes.put(entry.getKey(), part(entry.getValue()));
    }
    Map<String, List<Long>> changes = new TreeMap<>();
    for (var entry : snapshot.contents().changes().entrySet()) {
      changes.put(entry.getKey(), parts(entry.getValue()));
    }
    Map<String, BehaviourFiles> behaviours = new TreeMap<>();
    for (var entry : snapshot.behaviours().entrySet()) {
      Behaviour behaviour = entry.getValue();
      behaviours.put(
          entry.getKey(),
          new BehaviourFiles(
              parts(behaviour.buckets()), parts(behaviour.rollUps()), parts(behaviour.tails())));
    }
    return new WorkspaceFiles(
        state.workspace(),
        snapshot.number(),
        snapshot.ordinals(),
        snapshot.catalog(),
        customers(state),
        strings(state, "attribute", snapshot.dictionaries().attributes()),
        strings(state, "property", snapshot.dictionaries().properties()),
        attributes,
        changes,
        behaviours,
        part(snapshot.erased()),
        part(snapshot.unpurged()),
        ids(state),
        definitions(state),
        lists(snapshot.definitions()),
        snapshot.arrivals());
  }

  private long definitions(StoredState state) throws IOException {
    Definitions definitions = state.snapshot().definitions();
    if (definitions.equals(Definitions.NONE)) {
      return 0;
    }
    byte[] bytes = DefinitionFormat.bytes(definitions);
    return piece(TablePieces.definitions(state.workspace(), bytes), List.of(), bytes);
  }

  private Map<String, Long> lists(Definitions definitions) throws IOException {
    Map<String, Long> files = new TreeMap<>();
    for (var entry : definitions.lists().entrySet()) {
      files.put(entry.getKey(), part(entry.getValue().members()));
    }
    return files;
  }

  private List<Long> parts(List<? extends Part> parts) throws IOException {
    List<Long> files = new ArrayList<>();
    for (Part part : parts) {
      files.add(part(part));
    }
    return files;
  }

  private long part(Optional<Erased> part) throws IOException {
    return part.isPresent() ? part(part.get()) : 0;
  }

  private long part(Part part) throws IOException {
    if (part.file() == 0) {
      part.keptIn(file(CheckpointFiles.PART, List.of(part.memory()), PartFormat.description(part)));
    } else {
      sharedFiles++;
    }
    return part.file();
  }

  private List<Range> customers(StoredState state) throws IOException {
    return ranges(
        state.snapshot().ordinals(),
        range ->
            TablePieces.customers(
                state.workspace(),
                range,
                TablePieces.customersVersion(state.snapshot(), range.from())),
        state.customers()::image);
  }

  private Map<String, Strings> strings(
      StoredState state, String kind, Map<String, ValueDictionary> dictionaries)
      throws IOException {
    Map<String, Strings> all = new TreeMap<>();
    for (var entry : dictionaries.entrySet()) {
      ValueDictionary dictionary = entry.getValue();
      int size = dictionary.size();
      long version = dictionary.erased();
      all.put(
          entry.getKey(),
          new Strings(
              size,
              ranges(
                  size,
                  range ->
                      TablePieces.strings(state.workspace(), kind, entry.getKey(), range, version),
                  dictionary::image)));
    }
    return all;
  }

  /// The pieces of a table.
  private List<Range> ranges(
      int size,
      Function<Range, String> key,
      BiFunction<Integer, Integer, List<MemorySegment>> image)
      throws IOException {
    List<Range> ranges = new ArrayList<>();
    for (int from = 0; from < size; from += TablePieces.RANGE) {
      int count = Math.min(TablePieces.RANGE, size - from);
      String piece = key.apply(new Range(from, count, 0));
      ranges.add(new Range(from, count, piece(piece, image.apply(from, count))));
    }
    return ranges;
  }

  private List<Ids> ids(StoredState state) throws IOException {
    List<Ids> ids = new ArrayList<>();
    for (EventIdHorizon.Generation generation : state.eventIds().generations()) {
      List<Range> ranges =
          ranges(
              generation.extent().size(),
              range -> TablePieces.ids(state.workspace(), generation.extent(), range),
              (from, count) ->
                  List.of(
                      generation
                          .hashes()
                          .asSlice((long) from * ID_BYTES, (long) count * ID_BYTES)));
      ids.add(new Ids(generation.extent(), ranges));
    }
    return ids;
  }

  private long piece(String key, List<MemorySegment> image) throws IOException {
    return piece(key, image, new byte[0]);
  }

  private long piece(String key, List<MemorySegment> image, byte[] metadata) throws IOException {
    Long known = pieces.get(key);
    if (known == null) {
      known = file(CheckpointFiles.TABLE, image, metadata);
    } else {
      sharedFiles++;
    }
    used.put(key, known);
    return known;
  }

  private long file(int kind, List<MemorySegment> payload, byte[] metadata) throws IOException {
    long number = nextFile++;
    try (var file = CheckedFileWriter.create(disk, CheckpointFiles.part(number), kind)) {
      for (MemorySegment bytes : payload) {
        file.write(bytes);
      }
      writtenBytes += file.finish(metadata);
    }
    writtenFiles++;
    return number;
  }
}
