package io.lamella.engine.bitmap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/// Foreign bytes, taken in order. Confined to one thread.
sealed interface RoaringSource {

  /// How many bytes were taken.
  long position();

  /// The next bytes, which stay as they are while more are taken. Never takes more memory than
  /// there are bytes, whatever number is asked for.
  ///
  /// @param what the bytes are, for the error
  /// @throws RoaringFormatException if there are fewer
  MemorySegment take(int bytes, String what);

  /// How many bytes there may still be.
  long mostLeft();

  /// Whether there is no further byte.
  boolean atEnd();

  private static RoaringFormatException truncated(long at, long left, int bytes, String what) {
    return new RoaringFormatException(
        at, "the end after " + left + " bytes", bytes + " bytes of " + what);
  }

  /// Bytes in memory, or in a mapped file.
  final class OfMemory implements RoaringSource {
    private final MemorySegment memory;
    private long position;

    OfMemory(MemorySegment memory) {
      this.memory = memory;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public MemorySegment take(int bytes, String what) {
      if (bytes > mostLeft()) {
        throw truncated(position, mostLeft(), bytes, what);
      }
      MemorySegment taken = memory.asSlice(position, bytes);
      position += bytes;
      return taken;
    }

    @Override
    public long mostLeft() {
      return memory.byteSize() - position;
    }

    @Override
    public boolean atEnd() {
      return mostLeft() == 0;
    }
  }

  /// Bytes that come; none is asked for before it is needed.
  final class OfStream implements RoaringSource {
    private final InputStream stream;
    private long position;

    /// The byte that was read to see whether there is one; -1 if none was.
    private int ahead = -1;

    OfStream(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public MemorySegment take(int bytes, String what) {
      byte[] taken = next(bytes);
      if (taken.length < bytes) {
        throw truncated(position, taken.length, bytes, what);
      }
      position += bytes;
      return MemorySegment.ofArray(taken);
    }

    private byte[] next(int bytes) {
      try {
        if (ahead < 0 || bytes == 0) {
          // Grows with the bytes that come, not with the number asked for.
          return stream.readNBytes(bytes);
        }
        byte[] rest = stream.readNBytes(bytes - 1);
        byte[] all = new byte[rest.length + 1];
        all[0] = (byte) ahead;
        ahead = -1;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long mostLeft() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean atEnd() {
      try {
        if (ahead < 0) {
          ahead = stream.read();
        }
        return ahead < 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
