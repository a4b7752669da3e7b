package io.lamella.engine;

import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.EngineHealth;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.bitmap.KernelWarmUp;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.ScratchPool;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.Checkpoints;
import io.lamella.engine.ingest.ImportJob;
import io.lamella.engine.ingest.JournalRecord;
import io.lamella.engine.ingest.Merger;
import io.lamella.engine.ingest.Recovery;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.ingest.Writer;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Region;
import io.lamella.engine.segment.Library;
import io.lamella.engine.store.DataDirectory;
import io.lamella.engine.store.Disk;
import io.lamella.engine.store.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A segmentation engine: workspaces of customers and their events, in memory. Safe for use by many
/// threads. Closing it frees its memory; whoever still asks then fails.
public final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  private static final Pattern WORKSPACE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// Callers have threads of their own beside the engine's.
  private static final int SCRATCHES_PER_THREAD = 4;

  private final EngineConfig config;
  private final MemoryBudget budget;
  private final Region region;
  private final ExecutorService pool;
  private final Preparer preparer;
  private final StagePreparer stagePreparer;
  private final SegmentsOfCustomers segmentsOfCustomers;
  private final Map<String, Workspace> workspaces = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  private final Writer writer;
  private final Library library;
  private final Merger merger;
  private final Optional<DataDirectory> directory;
  private final Optional<Checkpoints> checkpoints;

  private Engine(EngineConfig config, Optional<Disk> disk) throws IOException {
    this.config = config;
    this.budget = new MemoryBudget(config.memoryBudgetBytes());
    // Addresses are free, memory is not: room for fragmentation beyond what the budget lets be used
    // at once.
    this.region = Region.reserve(budget, 2 * config.memoryBudgetBytes());
    this.pool =
        Executors.newFixedThreadPool(
            config.threads(), Thread.ofPlatform().daemon().name("lamella-worker-", 0).factory());
    var scratches = new ScratchPool(SCRATCHES_PER_THREAD * config.threads());
    var workers = new Execution.Workers(config.threads(), pool, scratches);
    this.stagePreparer = new StagePreparer(config.limits(), workers, () -> open);
    this.segmentsOfCustomers = new SegmentsOfCustomers(config.limits(), workers, () -> open);
    this.preparer = new Preparer(config, workers, () -> Descriptions.memory(budget), () -> open);
    this.directory = disk.isPresent() ? Optional.of(recover(disk.get())) : Optional.empty();
    workspaces.computeIfAbsent(Question.DEFAULT_WORKSPACE, this::newWorkspace);
    long forceEveryMillis = config.storage().map(Storage::forceEveryMillis).orElse(0L);
    this.writer =
        new Writer(
            directory.map(DataDirectory::log),
            TimeUnit.MILLISECONDS.toNanos(forceEveryMillis),
            Clock.systemUTC(),
            workspace -> written());
    this.library = new Library(writer, config.limits(), Clock.systemUTC());
    this.merger = new Merger(writer, workspaces::values, Clock.systemUTC());
    this.checkpoints =
        directory.map(opened ->
            new Checkpoints(
                opened,
                writer,
                merger,
                workspaces::values,
                config.storage().orElseThrow().checkpointJournalBytes()));
  }

  private DataDirectory recover(Disk disk) throws IOException {
    try {
      return new Recovery(workspaces, this::newWorkspace).open(disk, region, config.threads());
    } catch (IOException | RuntimeException e) {
      pool.shutdownNow();
      workspaces.values().forEach(Workspace::close);
      region.close();
      throw e;
    }
  }

  private void written() {
    merger.signal();
    checkpoints.ifPresent(Checkpoints::writeIfDue);
  }

  /// Lets the vector kernels be compiled in the background, once a process: for a program that soon
  /// answers and has just begun. Without it the first answers take some seconds. Until it ends, all
  /// questions use plain kernels.
  public static void warmUp() {
    KernelWarmUp.start();
  }

  /// Opens an engine: with what its data directory holds, or with nothing in it but the empty
  /// workspace `default`.
  ///
  /// @throws EngineException `DAMAGED` if the directory is not as it was written, or in use; the
  ///   message names file and offset. `MEMORY_BUDGET_EXCEEDED` if it does not fit
  public static Engine open(EngineConfig config) {
    try {
      Optional<Disk> disk = Optional.empty();
      if (config.storage().isPresent()) {
        disk = Optional.of(LocalDisk.open(config.storage().get().directory()));
      }
      return new Engine(config, disk);
    } catch (IOException e) {
      throw new EngineException(Code.DAMAGED, Objects.requireNonNullElse(e.getMessage(), "?"));
    } catch (BudgetExceededException e) {
      throw new EngineException(Code.MEMORY_BUDGET_EXCEEDED, e.reason());
    }
  }

  /// Checks every byte of a data directory that no engine uses.
  ///
  /// @return a line for each thing that was found whole
  /// @throws EngineException `DAMAGED` with file and offset, or if it is in use, or not there
  public static List<String> verify(Path directory) {
    try {
      return DataDirectory.verify(LocalDisk.existing(directory));
    } catch (IOException e) {
      throw new EngineException(Code.DAMAGED, Objects.requireNonNullElse(e.getMessage(), "?"));
    }
  }

  /// Opens an engine on a disk, for tests.
  ///
  /// @throws IOException as the disk tells it
  static Engine open(EngineConfig config, Disk disk) throws IOException {
    return new Engine(config, Optional.of(disk));
  }

  /// Reads, checks and plans a question, and pins the snapshot that will answer it. The caller
  /// closes it.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of every expression;
  ///   `INVALID_ARGUMENT` for none or too many; `UNKNOWN_WORKSPACE`
  public PreparedQuestion prepare(Question question) {
    return preparer.prepare(workspace(question.workspace()), question);
  }

  /// How many customers satisfy the question's first expression.
  public long count(Question question) {
    try (PreparedQuestion prepared = prepare(question)) {
      return prepared.counts(Deadline.none())[0];
    }
  }

  /// How many customers of the default workspace satisfy an expression now.
  public long count(String expression) {
    return count(Question.of(expression));
  }

  /// Starts an import; the workspace is made if it is not there.
  ///
  /// @throws EngineException `IMPORT_RUNNING`; `INVALID_ARGUMENT` for a bad name
  public ImportSession startImport(String workspace, ImportSession.Strictness strictness) {
    return ImportJob.start(workspaceOrNew(workspace), strictness);
  }

  /// Offers a batch of writes to the writer. The result comes when the batch survives a loss of
  /// power and every later question sees it; until then nobody sees any of it. The workspace is
  /// made if it is not there. Batches of one thread are applied in their order.
  ///
  /// @return completes with the outcome of each write, or exceptionally with an [EngineException]
  ///   and then nothing of the batch is stored: `MEMORY_BUDGET_EXCEEDED`, `READ_ONLY`,
  ///   `IMPORT_RUNNING`, `CLOSED`
  /// @throws EngineException `OVERLOADED` if too many batches wait; `INVALID_ARGUMENT` for a bad
  ///   workspace name, or more than [WriteResult#MAX_BATCH] writes
  public CompletableFuture<WriteResult> write(String workspace, List<Write> writes) {
    return writer.submit(workspaceOrNew(workspace), writes);
  }

  /// Writes a checkpoint of what was acknowledged up to now, in the background.
  ///
  /// @param purge delete, when it is complete and verified, every older checkpoint and the journal
  ///   before it, so that nothing of an erased customer is left in any file
  /// @return completes exceptionally with `READ_ONLY` if it cannot be written, or
  ///   `INVALID_ARGUMENT` without a data directory
  public CompletableFuture<CheckpointSummary> checkpoint(boolean purge) {
    checkOpen();
    return checkpoints
        .orElseThrow(
            () -> new EngineException(Code.INVALID_ARGUMENT, "the engine has no data directory"))
        .write(purge);
  }

  /// Whether writes are taken, and what a restart would have to do.
  public EngineHealth health() {
    checkOpen();
    EngineHealth.State state = EngineHealth.State.SERVING;
    if (writer.isReadOnly()) {
      state = EngineHealth.State.READ_ONLY;
    } else if (!writer.reason().isEmpty()) {
      state = EngineHealth.State.REFUSING_WRITES;
    }
    OptionalLong oldest =
        workspaces.values().stream().flatMapToLong(it -> it.knownSince().stream()).min();
    return new EngineHealth(
        state,
        writer.reason(),
        checkpoints.map(Checkpoints::journalBytes).orElse(0L),
        directory.flatMap(DataDirectory::checkpointAt),
        writer.waiting(),
        workspaces.values().stream().mapToLong(Workspace::knownIds).sum(),
        oldest.isPresent()
            ? Optional.of(Instant.ofEpochMilli(oldest.getAsLong()))
            : Optional.empty());
  }

  /// How many days the events of a behaviour are kept; whole buckets before that are dropped, and
  /// an answer whose window reaches beyond says so.
  ///
  /// @param days counted back from today, 1 or more; empty to keep all
  /// @throws EngineException `UNKNOWN_WORKSPACE`, `READ_ONLY`
  public void putRetention(String workspace, String behaviour, OptionalInt days) {
    if (days.isPresent() && days.getAsInt() < 1) {
      throw EngineException.invalidArgument(
          "days", "events are kept for 1 day or more: days=" + days.getAsInt());
    }
    writer.change(workspace(workspace), new JournalRecord.Retention(workspace, behaviour, days));
  }

  /// Makes a workspace or changes its settings.
  ///
  /// @throws EngineException `ZONE_FIXED` if the zone would change and events exist; `UNKNOWN_NAME`
  ///   if the zone attribute is not known; `IMPORT_RUNNING`
  public WorkspaceSettings putWorkspace(String workspace, WorkspaceSettings settings) {
    writer.change(workspaceOrNew(workspace), new JournalRecord.Settings(workspace, settings));
    return settings;
  }

  /// What a workspace keeps under names: saved segments, static lists, partitions.
  ///
  /// @throws EngineException `UNKNOWN_WORKSPACE`
  public WorkspaceLibrary library(String workspace) {
    return new WorkspaceLibrary(
        workspace(workspace), library, preparer, stagePreparer, segmentsOfCustomers);
  }

  /// The names of all workspaces.
  public Set<String> workspaces() {
    return Set.copyOf(workspaces.keySet());
  }

  /// Bytes outside the Java heap by purpose; takes no time.
  public CatalogView.MemoryUse memory() {
    return Descriptions.memory(budget);
  }

  /// The number of the current snapshot, and how many customers it has.
  public SnapshotSize size(String workspace) {
    return read(workspace, snapshot -> new SnapshotSize(snapshot.number(), snapshot.population()));
  }

  /// A snapshot's number, and how many customers it has.
  public record SnapshotSize(long snapshot, long population) {}

  /// Names and types of the current snapshot.
  public Catalog catalog(String workspace) {
    return read(workspace, Snapshot::catalog);
  }

  /// Names, types and sizes of the current snapshot.
  public CatalogView describe(String workspace) {
    return read(workspace, snapshot -> Descriptions.describe(snapshot, budget));
  }

  /// How much the current snapshot knows of its customers.
  ///
  /// @param asOf the instant whose day is today; empty for the clock. Cut to the millisecond
  /// @param days how many whole days before today are told of each behaviour, 0 to
  ///   [Coverage#MAX_DAYS]
  /// @throws EngineException `UNKNOWN_WORKSPACE`; `INVALID_ARGUMENT`; `DEADLINE_PASSED`,
  ///   `CANCELLED`
  public Coverage coverage(String workspace, Optional<Instant> asOf, int days, Deadline deadline) {
    Instant now = asOf.orElseGet(Instant::now).truncatedTo(ChronoUnit.MILLIS);
    return read(workspace, snapshot -> new Coverages(snapshot, now, days, deadline).coverage());
  }

  /// The values of a keyword, text, set or boolean attribute that contain `containing`, by falling
  /// count, at most `limit`.
  ///
  /// @throws EngineException `UNKNOWN_NAME`; `INVALID_ARGUMENT` for an attribute whose values are
  ///   not listed
  public CatalogView.ValueList attributeValues(
      String workspace, String attribute, String containing, int limit) {
    return read(
        workspace,
        snapshot -> Descriptions.attributeValues(snapshot, attribute, containing, limit));
  }

  /// The values of a keyword, text, set or boolean property in the events of a behaviour, by
  /// falling count of events.
  ///
  /// @throws EngineException `UNKNOWN_NAME`; `INVALID_ARGUMENT`
  public CatalogView.ValueList propertyValues(
      String workspace, String behaviour, String property, String containing, int limit) {
    return read(
        workspace,
        snapshot -> Descriptions.propertyValues(snapshot, behaviour, property, containing, limit));
  }

  private <T> T read(String workspace, Function<Snapshot, T> reader) {
    Snapshot snapshot = workspace(workspace).acquire();
    try {
      return reader.apply(snapshot);
    } finally {
      snapshot.release();
    }
  }

  private Workspace workspace(String name) {
    checkOpen();
    Workspace workspace = workspaces.get(name);
    if (workspace == null) {
      throw new EngineException(
          EngineException.Code.UNKNOWN_WORKSPACE, "no such workspace: workspace=" + name);
    }
    return workspace;
  }

  private Workspace workspaceOrNew(String name) {
    checkOpen();
    if (!WORKSPACE_NAME.matcher(name).matches()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "a workspace's name is 1 to 64 letters, digits, '.', '_' or '-'");
    }
    return workspaces.computeIfAbsent(name, this::newWorkspace);
  }

  private void publishDurably(Workspace workspace, Snapshot next) {
    if (checkpoints.isPresent()) {
      checkpoints.get().publish(workspace, next);
    } else {
      writer.publish(workspace, next);
    }
  }

  private Workspace newWorkspace(String name) {
    try {
      Workspace.Tables tables =
          config
              .storage()
              .map(it ->
                  new Workspace.Tables(
                      it.dictionary() == EngineConfig.DictionaryKind.CHRONICLE,
                      it.knownIdDays(),
                      it.knownIds()))
              .orElse(Workspace.Tables.DEFAULT);
      return new Workspace(name, region, budget, tables, this::publishDurably);
    } catch (BudgetExceededException e) {
      throw new EngineException(EngineException.Code.MEMORY_BUDGET_EXCEEDED, e.reason());
    }
  }

  private void checkOpen() {
    if (!open) {
      throw new EngineException(EngineException.Code.CLOSED, "the engine is closed");
    }
  }

  /// How the engine was set up.
  public EngineConfig config() {
    return config;
  }

  private static void close(DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      // What was acknowledged is forced already; there is nothing left that could be lost.
      LOG.log(System.Logger.Level.WARNING, "the data directory was not closed cleanly", e);
    }
  }

  @Override
  public void close() {
    if (open) {
      checkpoints.ifPresent(Checkpoints::close);
      merger.close();
      writer.close();
      open = false;
      pool.shutdownNow();
      directory.ifPresent(Engine::close);
      workspaces.values().forEach(Workspace::close);
      region.close();
    }
  }
}
