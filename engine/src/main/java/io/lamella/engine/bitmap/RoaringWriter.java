package io.lamella.engine.bitmap;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes a bitmap in the portable Roaring format, each container as the smallest of run, array and
/// bitset, so that the bytes are those RoaringBitmap writes after `runOptimize`. Confined to one
/// thread; lives no longer than the bitmap.
public final class RoaringWriter {
  /// So many values are never smaller as runs.
  private static final int NEVER_RUNS = 3;

  private final Bitmap bitmap;
  private final long[] words = new long[Containers.WORDS];

  /// For each container, how many runs it is written as; 0 if it is written as something else. As
  /// runs are written only where they are smaller than a bitset, there are at most 2,047.
  private final short[] runs;

  private final boolean hasRuns;
  private final long sizeBytes;

  /// Reads the bitmap once, to see what is smallest.
  public RoaringWriter(Bitmap bitmap) {
    this.bitmap = bitmap;
    runs = new short[bitmap.containers()];
    boolean any = false;
    long bytes = 0;
    for (int i = 0; i < runs.length; i++) {
      runs[i] = (short) runsIfSmaller(bitmap.entry(i));
      any |= runs[i] > 0;
      bytes += containerBytes(i);
    }
    hasRuns = any;
    sizeBytes = headerBytes() + bytes;
  }

  /// How many bytes are written.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// Writes the bytes from the offset on.
  ///
  /// @throws IndexOutOfBoundsException if there are fewer than [#sizeBytes] bytes; none was written
  public void writeTo(MemorySegment memory, long offset) {
    MemorySegment target = memory.asSlice(offset, sizeBytes);
    writeHeader(target);
    long at = headerBytes();
    for (int i = 0; i < runs.length; i++) {
      at += writeContainer(i, target, at);
    }
  }

  /// Writes the bytes, at most 8,192 at a time but for the header. Does not flush or close the
  /// stream.
  public void writeTo(OutputStream stream) throws IOException {
    byte[] header = new byte[headerBytes()];
    writeHeader(MemorySegment.ofArray(header));
    stream.write(header);
    byte[] container = new byte[RoaringFormat.BITSET_BYTES];
    for (int i = 0; i < runs.length; i++) {
      stream.write(container, 0, writeContainer(i, MemorySegment.ofArray(container), 0));
    }
  }

  private int headerBytes() {
    int head = Integer.BYTES + (hasRuns ? RoaringFormat.flagBytes(runs.length) : Integer.BYTES);
    int perContainer =
        RoaringFormat.HEADER_BYTES
            + (RoaringFormat.hasOffsets(runs.length, hasRuns) ? RoaringFormat.OFFSET_BYTES : 0);
    return head + perContainer * runs.length;
  }

  private int containerBytes(int container) {
    return runs[container] > 0
        ? RoaringFormat.runContainerBytes(runs[container])
        : RoaringFormat.plainContainerBytes(DirectoryEntry.cardinality(bitmap.entry(container)));
  }

  private int runsIfSmaller(long entry) {
    int cardinality = DirectoryEntry.cardinality(entry);
    if (cardinality <= NEVER_RUNS) {
      return 0;
    }
    bitmap.decode(entry, 0, words.length, words, 0);
    int found = 0;
    long carry = 0;
    for (long word : words) {
      // A run begins at each bit that is set while the one below is not.
      found += Long.bitCount(word & ~(word << 1 | carry));
      carry = word >>> 63;
    }
    boolean smaller =
        RoaringFormat.runContainerBytes(found) < RoaringFormat.plainContainerBytes(cardinality);
    return smaller ? found : 0;
  }

  private void writeHeader(MemorySegment target) {
    long at = Integer.BYTES;
    if (hasRuns) {
      target.set(RoaringFormat.U32, 0, RoaringFormat.COOKIE_WITH_RUNS | (runs.length - 1) << 16);
      for (int first = 0; first < runs.length; first += Byte.SIZE) {
        target.set(ValueLayout.JAVA_BYTE, at++, runFlags(first));
      }
    } else {
      target.set(RoaringFormat.U32, 0, RoaringFormat.COOKIE_WITHOUT_RUNS);
      target.set(RoaringFormat.U32, at, runs.length);
      at += Integer.BYTES;
    }
    for (int i = 0; i < runs.length; i++, at += RoaringFormat.HEADER_BYTES) {
      long entry = bitmap.entry(i);
      target.set(RoaringFormat.U16, at, (short) DirectoryEntry.chunk(entry));
      target.set(
          RoaringFormat.U16, at + Short.BYTES, (short) (DirectoryEntry.cardinality(entry) - 1));
    }
    if (RoaringFormat.hasOffsets(runs.length, hasRuns)) {
      long offset = headerBytes();
      for (int i = 0; i < runs.length; i++, at += RoaringFormat.OFFSET_BYTES) {
        target.set(RoaringFormat.U32, at, (int) offset);
        offset += containerBytes(i);
      }
    }
  }

  /// The flags of eight containers from this one on.
  private byte runFlags(int first) {
    int flags = 0;
    for (int i = first; i < Math.min(first + Byte.SIZE, runs.length); i++) {
      flags |= (runs[i] > 0 ? 1 : 0) << (i - first);
    }
    return (byte) flags;
  }

  /// @return how many bytes it takes
  private int writeContainer(int container, MemorySegment target, long offset) {
    long entry = bitmap.entry(container);
    if (DirectoryEntry.kind(entry) == DirectoryEntry.INLINE) {
      target.set(RoaringFormat.U16, offset, (short) DirectoryEntry.place(entry));
      return Short.BYTES;
    }
    bitmap.decode(entry, 0, words.length, words, 0);
    if (runs[container] > 0) {
      target.set(RoaringFormat.U16, offset, runs[container]);
      writeRuns(target, offset + Short.BYTES);
    } else if (DirectoryEntry.cardinality(entry) <= RoaringFormat.MAX_ARRAY) {
      writeArray(target, offset);
    } else {
      MemorySegment.copy(words, 0, target, RoaringFormat.U64, offset, words.length);
    }
    return containerBytes(container);
  }

  private void writeArray(MemorySegment target, long offset) {
    long at = offset;
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1, at += Short.BYTES) {
        int value = (word << 6) + Long.numberOfTrailingZeros(left);
        target.set(RoaringFormat.U16, at, (short) value);
      }
    }
  }

  private void writeRuns(MemorySegment target, long offset) {
    long at = offset;
    int start = -1;
    long carry = 0;
    for (int word = 0; word < words.length; word++) {
      // Bits that are not as the one below: a run's first, then the first behind it, and so on.
      long left = words[word] ^ (words[word] << 1 | carry);
      for (; left != 0; left &= left - 1) {
        int position = (word << 6) + Long.numberOfTrailingZeros(left);
        if (start < 0) {
          start = position;
        } else {
          writeRun(target, at, start, position - 1);
          at += RoaringFormat.RUN_BYTES;
          start = -1;
        }
      }
      carry = words[word] >>> 63;
    }
    if (start >= 0) {
      writeRun(target, at, start, 0xFFFF);
    }
  }

  private static void writeRun(MemorySegment target, long at, int start, int last) {
    target.set(RoaringFormat.U16, at, (short) start);
    target.set(RoaringFormat.U16, at + Short.BYTES, (short) (last - start));
  }
}
