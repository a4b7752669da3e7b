package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.store.Log;
import io.lamella.engine.store.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/// The one thread that changes workspaces. Batches wait in a ring; those that wait together become
/// one group: staged, built to a snapshot that nobody sees, appended to the log, forced, published,
/// acknowledged. What cannot be built is refused before it is in the log, so the log holds only
/// what was acknowledged, or was about to be.
///
/// Readers never wait for it, and it never waits for readers. Safe for use by many threads.
public final class Writer implements AutoCloseable {
  /// Batches that may wait.
  private static final int MAX_WAITING = 1 << 10;

  /// Bytes of batches that may wait.
  private static final long MAX_WAITING_BYTES = 64L << 20;

  /// Writes that become one snapshot, roughly.
  private static final int MAX_GROUP = 1 << 13;

  /// A question that evaluates nothing for so long may lose its snapshot.
  private static final long IDLE_LEASE_NANOS = 1_000_000_000;

  private static final long IDLE_NANOS = 50_000_000;

  private final WriteLog log;
  private final Clock clock;
  private final Consumer<Workspace> afterPublish;
  private final ManyToOneConcurrentArrayQueue<Submission> waiting =
      new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean idle;

  /// Why the last group did not fit into memory; empty if it did.
  private volatile String noRoom = "";

  /// A batch that waits.
  private record Submission(
      Workspace workspace,
      JournalRecord.Writes record,
      ByteBuffer bytes,
      CompletableFuture<WriteResult> result) {
    int sizeBytes() {
      return bytes.capacity();
    }
  }

  /// Batches of one workspace whose snapshot is built.
  private record Built(
      WriteGroup group,
      Snapshot next,
      List<Submission> submissions,
      List<List<WriteResult.Outcome>> outcomes) {
    Workspace workspace() {
      return submissions.getFirst().workspace;
    }
  }

  /// Starts the thread.
  ///
  /// @param log where writes are kept; nothing is kept without one
  /// @param forceEveryNanos 0 to force before each acknowledgement
  /// @param afterPublish told of each workspace that has a new snapshot, on the writer's thread
  public Writer(
      Optional<Log> log, long forceEveryNanos, Clock clock, Consumer<Workspace> afterPublish) {
    this.log = new WriteLog(log, forceEveryNanos);
    this.clock = clock;
    this.afterPublish = afterPublish;
    this.thread = Thread.ofPlatform().name("lamella-writer").daemon().unstarted(this::run);
    thread.start();
  }

  /// Offers a batch.
  ///
  /// @throws EngineException `OVERLOADED`, `INVALID_ARGUMENT`, `CLOSED`
  public CompletableFuture<WriteResult> submit(Workspace workspace, List<Write> writes) {
    if (writes.size() > WriteResult.MAX_BATCH) {
      throw new EngineException(
          Code.INVALID_ARGUMENT,
          "too many writes in one batch: writes="
              + writes.size()
              + ", allowed="
              + WriteResult.MAX_BATCH);
    }
    var record = new JournalRecord.Writes(workspace.name(), clock.millis(), writes);
    byte[] bytes = log.isPresent() ? RecordFormat.bytes(record) : new byte[0];
    if (bytes.length > Log.MAX_RECORD_BYTES) {
      throw new EngineException(
          Code.INVALID_ARGUMENT,
          "too large a batch: bytes=" + bytes.length + ", allowed=" + Log.MAX_RECORD_BYTES);
    }
    var submission =
        new Submission(workspace, record, ByteBuffer.wrap(bytes), new CompletableFuture<>());
    if (waitingBytes.addAndGet(bytes.length) > MAX_WAITING_BYTES || !waiting.offer(submission)) {
      waitingBytes.addAndGet(-bytes.length);
      throw new EngineException(
          Code.OVERLOADED,
          "too many writes wait, send the batch again later: waiting=" + MAX_WAITING);
    }
    wake();
    if (!open) {
      // The thread may have ended before it saw the batch.
      refuseWaiting();
    }
    return submission.result;
  }

  /// Runs something on the writer's thread, between two groups.
  public <T> CompletableFuture<T> run(Command<T> command) {
    var result = new CompletableFuture<T>();
    commands.add(() -> {
      try {
        result.complete(command.run());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    wake();
    if (!open) {
      result.completeExceptionally(closed());
    }
    return result;
  }

  /// Runs something on the writer's thread, between two groups, that nobody waits for.
  void execute(Runnable command) {
    commands.add(command);
    wake();
  }

  /// What is run on the writer's thread.
  public interface Command<T> {
    T run() throws Exception;
  }

  /// Makes a snapshot the current one, between two groups.
  public void publish(Workspace workspace, Snapshot next) {
    run(
            () -> {
              workspace.publish(next);
              return true;
            })
        .join();
  }

  /// Changes settings or retention: checked, kept in the log, then seen.
  ///
  /// @throws EngineException what the workspace says against it; `READ_ONLY`, `IMPORT_RUNNING`
  public void change(Workspace workspace, JournalRecord record) {
    change(workspace, snapshot -> record);
  }

  /// The same with a record that is made from the snapshot it changes, which nobody else changes
  /// meanwhile.
  ///
  /// @param maker runs on the writer's thread; what it throws is thrown, and nothing changes
  public void change(Workspace workspace, Function<Snapshot, JournalRecord> maker) {
    try {
      run(
              () -> {
                log.checkWritable();
                workspace.acquireWriter();
                try {
                  JournalRecord record = maker.apply(workspace.current());
                  byte[] bytes = RecordFormat.bytes(record);
                  checkSize(bytes);
                  Snapshot next = changed(workspace, record);
                  try {
                    log.keep(List.of(ByteBuffer.wrap(bytes)));
                  } catch (RuntimeException e) {
                    next.release();
                    throw e;
                  }
                  workspace.publish(next);
                } finally {
                  workspace.releaseWriter();
                }
                return true;
              })
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BudgetExceededException cause) {
        throw new EngineException(Code.MEMORY_BUDGET_EXCEEDED, cause.reason());
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void checkSize(byte[] bytes) {
    if (bytes.length > Log.MAX_RECORD_BYTES) {
      throw new EngineException(
          Code.INVALID_ARGUMENT,
          "too large to be kept: bytes=" + bytes.length + ", allowed=" + Log.MAX_RECORD_BYTES);
    }
  }

  /// The snapshot that has new settings or another retention; nobody sees it yet.
  static Snapshot changed(Workspace workspace, JournalRecord record) {
    return switch (record) {
      case JournalRecord.Settings(var _, var settings) -> workspace.with(settings);
      case JournalRecord.Retention(var _, var behaviour, var days) ->
          workspace.with(behaviour, days);
      case JournalRecord.Definition(var _, var change) -> workspace.with(change);
      case JournalRecord.Writes _ -> throw new IllegalArgumentException("a batch is submitted");
    };
  }

  /// Lets go of what the log holds before a position; on the writer's thread alone.
  void truncate(LogPosition before) throws IOException {
    log.truncate(before);
  }

  /// Forces what was appended, and divides it from what comes; on the writer's thread alone.
  ///
  /// @return the position after everything applied
  /// @throws EngineException `READ_ONLY` if that failed
  LogPosition divide() throws IOException {
    return log.divide();
  }

  /// Why writes are refused now; empty if they are not.
  public String reason() {
    return log.reason().isEmpty() ? noRoom : log.reason();
  }

  /// Whether writes are refused until the engine is opened anew.
  public boolean isReadOnly() {
    return log.isReadOnly();
  }

  /// How many batches wait.
  public int waiting() {
    return waiting.size();
  }

  private void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (true) {
      for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
        command.run();
      }
      Submission first = waiting.poll();
      if (first != null) {
        commitOrFail(collect(first));
      } else if (!open) {
        break;
      } else {
        log.forceIfDue();
        idle = true;
        if (waiting.isEmpty() && commands.isEmpty()) {
          LockSupport.parkNanos(this, IDLE_NANOS);
        }
        idle = false;
      }
    }
    log.forceNow();
    refuseWaiting();
  }

  private List<Submission> collect(Submission first) {
    List<Submission> group = new ArrayList<>();
    int writes = 0;
    for (Submission next = first; next != null; next = writes < MAX_GROUP ? waiting.poll() : null) {
      waitingBytes.addAndGet(-next.sizeBytes());
      group.add(next);
      writes += next.record.writes().size();
    }
    return group;
  }

  /// A mistake of ours costs these batches and stops writing, since nobody knows how far it went;
  /// questions go on.
  private void commitOrFail(List<Submission> submissions) {
    try {
      commit(submissions);
    } catch (RuntimeException e) {
      log.fail(
          "a write failed unexpectedly; open the engine anew: reason=" + e.getClass().getName());
      refuse(submissions, e);
    }
  }

  private void commit(List<Submission> submissions) {
    Map<Workspace, List<Submission>> byWorkspace = new LinkedHashMap<>();
    for (Submission submission : submissions) {
      byWorkspace
          .computeIfAbsent(submission.workspace, workspace -> new ArrayList<>())
          .add(submission);
    }
    List<Built> built = new ArrayList<>();
    byWorkspace.forEach((workspace, of) -> build(workspace, of).ifPresent(built::add));
    if (built.isEmpty()) {
      return;
    }
    try {
      log.keep(
          built.stream().flatMap(it -> it.submissions.stream()).map(Submission::bytes).toList());
    } catch (EngineException e) {
      for (Built it : built) {
        takeBack(it);
        refuse(it.submissions, e);
      }
      return;
    }
    for (Built it : built) {
      it.workspace().publish(it.next);
      it.group.published();
      it.group.close();
      it.workspace().releaseWriter();
    }
    for (Built it : built) {
      for (int i = 0; i < it.submissions.size(); i++) {
        it.submissions
            .get(i)
            .result
            .complete(new WriteResult(it.next.number(), it.outcomes.get(i)));
      }
      afterPublish.accept(it.workspace());
    }
  }

  private static void takeBack(Built built) {
    built.next.release();
    built.group.close();
    built.workspace().releaseWriter();
  }

  private Optional<Built> build(Workspace workspace, List<Submission> submissions) {
    try {
      log.checkWritable();
      workspace.acquireWriter();
    } catch (EngineException e) {
      refuse(submissions, e);
      return Optional.empty();
    }
    try {
      Built built = stageOrMakeRoom(workspace, submissions);
      noRoom = "";
      return Optional.of(built);
    } catch (BudgetExceededException e) {
      workspace.releaseWriter();
      noRoom = e.reason();
      refuse(submissions, new EngineException(Code.MEMORY_BUDGET_EXCEEDED, e.reason()));
    } catch (RuntimeException e) {
      workspace.releaseWriter();
      refuse(submissions, e);
    }
    return Optional.empty();
  }

  private static void refuse(List<Submission> submissions, RuntimeException e) {
    submissions.forEach(submission -> submission.result.completeExceptionally(e));
  }

  /// What idle readers hold is taken back before a write is refused.
  private static Built stageOrMakeRoom(Workspace workspace, List<Submission> submissions) {
    try {
      return stage(workspace, submissions);
    } catch (BudgetExceededException e) {
      if (workspace.revoke(IDLE_LEASE_NANOS)) {
        return stage(workspace, submissions);
      }
      throw e;
    }
  }

  private static Built stage(Workspace workspace, List<Submission> submissions) {
    int writes = submissions.stream().mapToInt(it -> it.record.writes().size()).sum();
    var group = new WriteGroup(workspace, writes);
    try {
      List<List<WriteResult.Outcome>> outcomes = new ArrayList<>();
      for (Submission submission : submissions) {
        outcomes.add(group.apply(submission.record.writes(), submission.record.arrivalMillis()));
      }
      return new Built(group, group.build(), submissions, outcomes);
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private void refuseWaiting() {
    for (Submission next = waiting.poll(); next != null; next = waiting.poll()) {
      next.result.completeExceptionally(closed());
    }
  }

  private static EngineException closed() {
    return new EngineException(Code.CLOSED, "the engine is closed");
  }

  /// Commits what waits, then ends the thread.
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
