package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An ordered log of records, each a handful of bytes without a meaning here.
///
/// What is appended between two calls of [#force] is one commit. A commit is durable when `force`
/// returns; after a crash it is there whole or not at all, and so are all commits before it.
///
/// ```
///   append, append, force      a commit
///   append, discard            nothing happened
///   append, force fails: disk full      nothing happened; may be tried again
///   append, force fails otherwise       broken: whether the commit will be there, nobody knows
/// ```
///
/// One thread appends, forces, discards, divides, truncates and closes; any thread reads and asks.
public interface Log extends Closeable {
  /// The largest record.
  int MAX_RECORD_BYTES = 16 << 20;

  /// The largest commit, and a little less where records are many.
  int MAX_COMMIT_BYTES = 256 << 20;

  /// Adds what remains of the record to the commit, and returns the position after it. The record
  /// is copied and not yet durable; readers do not see it.
  ///
  /// @throws IllegalArgumentException if record or commit would be too large; the commit is as it
  ///   was
  /// @throws LogFailedException if the log is broken
  LogPosition append(ByteBuffer record) throws IOException;

  /// As [#append(ByteBuffer)].
  default LogPosition append(byte[] record) throws IOException {
    return append(ByteBuffer.wrap(record));
  }

  /// Makes the commit durable.
  ///
  /// @throws DiskFullException if there is no room: the commit is discarded, the log goes on
  /// @throws LogFailedException if anything else fails: the log takes nothing any more, as what a
  ///   force failed to write is not written by another
  void force() throws IOException;

  /// Forgets what was appended since the last [#force].
  void discard();

  /// Reads the records from a position on, as far as they are forced.
  ///
  /// @throws IllegalArgumentException if the position lies outside of [#begin] and [#end]
  LogCursor read(LogPosition from) throws IOException;

  /// Divides what is forced from what comes: [#truncate] to here will let go of all before, however
  /// much was appended since.
  ///
  /// @throws DiskFullException if there is no room; nothing has changed
  void divide() throws IOException;

  /// Lets go of records before a position, which lies at most at the [#end]. More may be kept, but
  /// nothing before the end itself, or before where it was divided.
  void truncate(LogPosition before) throws IOException;

  /// The position of the oldest record kept.
  LogPosition begin();

  /// The position after the last forced record.
  LogPosition end();

  /// About how many bytes the records from a position on take.
  long sizeBytes(LogPosition since);
}
