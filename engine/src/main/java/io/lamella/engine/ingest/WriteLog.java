package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.store.DiskFullException;
import io.lamella.engine.store.Log;
import io.lamella.engine.store.LogFailedException;
import io.lamella.engine.store.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The log as the writer keeps its records in it: forced before they are acknowledged, or at
/// intervals, where what was acknowledged meanwhile may be lost with the power. A full disk is
/// waited for; any other failure ends writing until the engine is opened anew. Used by the writer's
/// thread; any may ask how it stands.
final class WriteLog {
  /// Bytes that may be acknowledged and not forced.
  private static final long MAX_UNFORCED_BYTES = 32L << 20;

  private final Optional<Log> log;
  private final long forceEveryNanos;
  private volatile String reason = "";
  private volatile boolean readOnly;
  private long lastForceNanos = System.nanoTime();

  /// Acknowledged and not forced, where the log is forced at intervals.
  private final List<ByteBuffer> unforced = new ArrayList<>();

  /// Whether those are in the log's commit.
  private boolean appended = true;

  /// @param log nothing is kept without one
  /// @param forceEveryNanos 0 to force before each acknowledgement
  WriteLog(Optional<Log> log, long forceEveryNanos) {
    this.log = log;
    this.forceEveryNanos = forceEveryNanos;
  }

  /// Whether records are kept at all.
  boolean isPresent() {
    return log.isPresent();
  }

  /// Why nothing can be kept now; empty if it can.
  String reason() {
    return reason;
  }

  /// Whether nothing can be kept until the engine is opened anew.
  boolean isReadOnly() {
    return readOnly;
  }

  /// @throws EngineException `READ_ONLY`
  void checkWritable() {
    if (readOnly) {
      throw new EngineException(Code.READ_ONLY, reason);
    }
  }

  /// Ends writing: nobody knows how far it went.
  void fail(String why) {
    readOnly = true;
    reason = why;
  }

  /// Appends, and forces if that is due; nothing is appended if that fails.
  ///
  /// @throws EngineException `READ_ONLY`
  void keep(List<ByteBuffer> records) {
    if (log.isEmpty()) {
      return;
    }
    long bytes = bytes(records) + bytes(unforced);
    boolean due = isDue() || bytes > MAX_UNFORCED_BYTES;
    try {
      appendUnforced();
      for (ByteBuffer record : records) {
        log.get().append(record);
      }
      if (due) {
        force();
      } else {
        unforced.addAll(records);
      }
      reason = "";
    } catch (DiskFullException e) {
      throw new EngineException(Code.READ_ONLY, full(e));
    } catch (IOException e) {
      failed(e);
      throw new EngineException(Code.READ_ONLY, reason);
    }
  }

  /// Forces what was appended, and divides it from what comes.
  ///
  /// @return the position after everything kept
  /// @throws EngineException `READ_ONLY` if that failed
  LogPosition divide() throws IOException {
    forceNow();
    checkWritable();
    if (!unforced.isEmpty()) {
      throw new EngineException(Code.READ_ONLY, reason);
    }
    if (log.isEmpty()) {
      return LogPosition.BEGINNING;
    }
    try {
      log.get().divide();
    } catch (LogFailedException e) {
      failed(e);
      throw e;
    }
    return log.get().end();
  }

  /// Lets go of what the log holds before a position.
  void truncate(LogPosition before) throws IOException {
    if (log.isPresent()) {
      log.get().truncate(before);
    }
  }

  void forceIfDue() {
    if (isDue()) {
      forceNow();
    }
  }

  /// Forces what is not; if that fails, [#reason] says why.
  void forceNow() {
    if (!unforced.isEmpty() && !readOnly) {
      try {
        appendUnforced();
        force();
        reason = "";
      } catch (DiskFullException e) {
        full(e);
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private boolean isDue() {
    return System.nanoTime() - lastForceNanos >= forceEveryNanos;
  }

  private static long bytes(List<ByteBuffer> records) {
    return records.stream().mapToLong(ByteBuffer::capacity).sum();
  }

  /// What was acknowledged and is not forced goes before what comes, also after a full disk has
  /// taken it out of the log.
  private void appendUnforced() throws IOException {
    if (!appended) {
      for (ByteBuffer record : unforced) {
        log.orElseThrow().append(record);
      }
      appended = true;
    }
  }

  private void force() throws IOException {
    lastForceNanos = System.nanoTime();
    log.orElseThrow().force();
    unforced.clear();
    appended = true;
  }

  private String full(DiskFullException e) {
    log.orElseThrow().discard();
    appended = false;
    reason = "the disk is full: file=" + e.getMessage();
    return reason;
  }

  private void failed(IOException e) {
    fail("the disk failed to keep the journal; open the engine anew: reason=" + e.getMessage());
  }
}
