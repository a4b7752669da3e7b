package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads the records of a [Log] in order. For one thread at a time.
public interface LogCursor extends Closeable {
  /// Goes to the next record. False if there is none so far: asking later may find one.
  ///
  /// @throws DamagedFileException if the log does not hold what was written
  boolean next() throws IOException;

  /// The position of the record: it is the one that follows it.
  LogPosition position();

  /// The record's bytes, to be read before the next call of [#next].
  ByteBuffer record();
}
