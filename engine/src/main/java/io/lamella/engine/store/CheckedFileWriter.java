package io.lamella.engine.store;

import static io.lamella.engine.store.CheckedFileLayout.BLOCK_BYTES;
import static io.lamella.engine.store.CheckedFileLayout.SLICE_BYTES;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes an immutable file: a payload in pieces of any size, then metadata. What is written goes
/// through one buffer outside the heap, so that checksum and file see the same bytes even if the
/// memory changes meanwhile. For one thread.
///
/// The name is the caller's to make durable. A file that is closed before it is finished is
/// deleted.
public final class CheckedFileWriter implements Closeable {
  private final Disk disk;
  private final DiskFile file;
  private final int kind;
  private final NativeBuffer slice = new NativeBuffer(SLICE_BYTES);
  private final CRC32C crc = new CRC32C();

  private int[] table = new int[16];
  private int blocks;
  private long written;
  private boolean finished;

  private CheckedFileWriter(Disk disk, DiskFile file, int kind) {
    this.disk = disk;
    this.file = file;
    this.kind = kind;
  }

  /// Creates a file.
  ///
  /// @param kind what the file is, so that it is not taken for another; the caller's own numbers
  public static CheckedFileWriter create(Disk disk, String name, int kind) throws IOException {
    return new CheckedFileWriter(disk, disk.create(name), kind);
  }

  /// How many bytes of the payload were written so far: the offset of the next.
  public long payloadBytes() {
    return written + slice.bytes().position();
  }

  /// Writes the next bytes of the payload.
  public void write(MemorySegment payload) throws IOException {
    checkUnfinished();
    put(payload);
  }

  /// Writes the metadata and makes the file durable. Nothing more is written after that.
  ///
  /// @return the file's size in bytes
  public long finish(byte[] metadata) throws IOException {
    checkUnfinished();
    flush();
    CheckedFileLayout layout = new CheckedFileLayout(written, metadata.length);
    put(MemorySegment.ofArray(metadata));
    flush();
    writeEnd(layout);
    file.force();
    finished = true;
    return layout.fileBytes();
  }

  @Override
  public void close() throws IOException {
    slice.close();
    file.close();
    if (!finished) {
      disk.delete(file.name());
    }
  }

  private void put(MemorySegment source) throws IOException {
    for (long done = 0; done < source.byteSize(); ) {
      ByteBuffer bytes = slice.bytes();
      int length = (int) Math.min(bytes.remaining(), source.byteSize() - done);
      MemorySegment.copy(source, done, MemorySegment.ofBuffer(bytes), 0, length);
      bytes.position(bytes.position() + length);
      done += length;
      if (!bytes.hasRemaining()) {
        flush();
      }
    }
  }

  /// Writes what is in the buffer: whole blocks, or the end of payload or metadata.
  private void flush() throws IOException {
    ByteBuffer bytes = slice.bytes().flip();
    int length = bytes.limit();
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      add(CheckedFileLayout.crc(crc, bytes, at, Math.min(BLOCK_BYTES, length - at)));
    }
    file.write(written, bytes);
    written += length;
    bytes.clear();
  }

  private void add(int blockCrc) {
    if (blocks == table.length) {
      table = Arrays.copyOf(table, 2 * blocks);
    }
    table[blocks++] = blockCrc;
  }

  private void writeEnd(CheckedFileLayout layout) throws IOException {
    int tableBytes = blocks * Integer.BYTES;
    try (NativeBuffer end = new NativeBuffer(tableBytes + CheckedFileLayout.FOOTER_BYTES)) {
      ByteBuffer bytes = end.bytes();
      for (int block = 0; block < blocks; block++) {
        bytes.putInt(table[block]);
      }
      bytes.putLong(CheckedFileLayout.MAGIC).putInt(CheckedFileLayout.VERSION).putInt(kind);
      bytes.putLong(layout.payloadBytes()).putLong(layout.metadataBytes());
      int crcIndex = tableBytes + CheckedFileLayout.FOOTER_CRC;
      bytes.putInt(crcIndex, CheckedFileLayout.crc(crc, bytes, 0, crcIndex));
      file.write(layout.contentBytes(), bytes.clear());
    }
  }

  private void checkUnfinished() {
    if (finished) {
      throw new IllegalStateException("finished before: file=" + file.name());
    }
  }
}
