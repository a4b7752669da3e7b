package io.lamella.engine.ingest;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.Region;
import io.lamella.engine.store.CheckpointReader;
import io.lamella.engine.store.DataDirectory;
import io.lamella.engine.store.Disk;
import io.lamella.engine.store.Log;
import io.lamella.engine.store.LogCursor;
import io.lamella.engine.store.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Brings workspaces back: the newest checkpoint that is whole, then what the log holds after it.
/// Used by the thread that opens the engine, before anything else runs.
public final class Recovery implements CheckpointReader.Target {
  /// Writes that become one snapshot: nobody looks at those in between.
  private static final int GROUP = 100_000;

  private final Map<String, Workspace> workspaces;
  private final Function<String, Workspace> maker;

  /// @param workspaces takes what comes back
  /// @param maker of an empty workspace
  public Recovery(Map<String, Workspace> workspaces, Function<String, Workspace> maker) {
    this.workspaces = workspaces;
    this.maker = maker;
  }

  /// Opens a data directory.
  ///
  /// @throws io.lamella.engine.store.DamagedFileException
  /// @throws io.lamella.engine.store.DirectoryLockedException
  /// @throws io.lamella.engine.memory.BudgetExceededException if it does not fit
  public DataDirectory open(Disk disk, Region region, int threads) throws IOException {
    DataDirectory directory = DataDirectory.open(disk, region, threads, this);
    try {
      replay(directory.log(), directory.position());
      return directory;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private Workspace workspace(String name) {
    return workspaces.computeIfAbsent(name, maker);
  }

  private void replay(Log log, LogPosition from) throws IOException {
    List<JournalRecord> group = new ArrayList<>();
    int writes = 0;
    try (LogCursor cursor = log.read(from)) {
      while (cursor.next()) {
        ByteBuffer bytes = cursor.record();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        JournalRecord record = RecordFormat.record(copy);
        boolean another =
            !group.isEmpty() && !group.getFirst().workspace().equals(record.workspace());
        if (another || writes >= GROUP) {
          apply(group);
          writes = 0;
        }
        group.add(record);
        writes += record instanceof JournalRecord.Writes batch ? batch.writes().size() : 1;
      }
    }
    apply(group);
  }

  private void apply(List<JournalRecord> group) {
    if (!group.isEmpty()) {
      apply(workspace(group.getFirst().workspace()), group);
      group.clear();
    }
  }

  /// Applies some of what the log holds, before there is a writer.
  ///
  /// @param records of one workspace; several batches together become one snapshot
  /// @throws io.lamella.engine.memory.BudgetExceededException if there is not enough memory for it
  private static void apply(Workspace workspace, List<JournalRecord> records) {
    workspace.acquireWriter();
    try {
      List<JournalRecord.Writes> batches = new ArrayList<>();
      for (JournalRecord record : records) {
        if (record instanceof JournalRecord.Writes batch) {
          batches.add(batch);
        } else {
          applyBatches(workspace, batches);
          batches.clear();
          workspace.publish(Writer.changed(workspace, record));
        }
      }
      applyBatches(workspace, batches);
    } finally {
      workspace.releaseWriter();
    }
  }

  private static void applyBatches(Workspace workspace, List<JournalRecord.Writes> batches) {
    int writes = batches.stream().mapToInt(batch -> batch.writes().size()).sum();
    if (writes == 0) {
      return;
    }
    try (var group = new WriteGroup(workspace, writes)) {
      batches.forEach(batch -> group.apply(batch.writes(), batch.arrivalMillis()));
      workspace.publish(group.build());
      group.published();
    }
  }

  @Override
  public CheckpointReader.Tables tables(String name) {
    Workspace workspace = workspace(name);
    return new CheckpointReader.Tables() {
      @Override
      public Customers customers() {
        return workspace.customers();
      }

      @Override
      public void haveCustomers(int ordinals, Optional<Erased> erased) {
        workspace.findCustomers(ordinals, erased);
      }

      @Override
      public ValueDictionary attributeValues(String attribute) {
        return workspace.dictionaryOf(TableSpec.Kind.CUSTOMERS, attribute);
      }

      @Override
      public ValueDictionary propertyValues(String property) {
        return workspace.dictionaryOf(TableSpec.Kind.EVENTS, property);
      }

      @Override
      public EventIdHorizon eventIds() {
        return workspace.eventIds();
      }
    };
  }

  @Override
  public void take(String name, Snapshot snapshot) {
    workspace(name).restore(snapshot);
  }

  @Override
  public void discard() {
    workspaces.values().forEach(Workspace::close);
    workspaces.clear();
  }
}
