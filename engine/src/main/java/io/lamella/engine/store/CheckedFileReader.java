package io.lamella.engine.store;

import static io.lamella.engine.store.CheckedFileLayout.BLOCK_BYTES;
import static io.lamella.engine.store.CheckedFileLayout.FOOTER_BYTES;
import static io.lamella.engine.store.CheckedFileLayout.FOOTER_CRC;
import static io.lamella.engine.store.CheckedFileLayout.SLICE_BYTES;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads a file of [CheckedFileWriter]. No byte is handed out before the checksum of its block was
/// found right. Safe for use by several threads.
public final class CheckedFileReader implements Closeable {
  private final DiskFile file;
  private final CheckedFileLayout layout;
  private final int[] table;

  private CheckedFileReader(DiskFile file, CheckedFileLayout layout, int[] table) {
    this.file = file;
    this.layout = layout;
    this.table = table;
  }

  /// Opens a file, of which the footer and the checksums' own checksum are looked at.
  ///
  /// @throws DamagedFileException if it is of another kind, cut, longer than it should be, or bad
  public static CheckedFileReader open(Disk disk, String name, int kind) throws IOException {
    DiskFile file = disk.open(name);
    try {
      return open(file, kind);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public long payloadBytes() {
    return layout.payloadBytes();
  }

  /// The whole file's size.
  public long sizeBytes() {
    return layout.fileBytes();
  }

  /// Fills the target with the payload from an offset on, straight from the file. Blocks that lie
  /// in it in part are read whole elsewhere to be checked; a caller that reads whole blocks is
  /// spared that. After a failure the target's content is undefined.
  ///
  /// @throws DamagedFileException if a block is not as written
  public void readPayload(MemorySegment target, long offset) throws IOException {
    Objects.checkFromIndexSize(offset, target.byteSize(), layout.payloadBytes());
    CRC32C crc = new CRC32C();
    long done = 0;
    while (done < target.byteSize()) {
      long at = offset + done;
      long wanted = target.byteSize() - done;
      int inBlock = (int) (at % BLOCK_BYTES);
      long whole = wholeBytes(at, wanted);
      if (inBlock == 0 && whole > 0) {
        int length = (int) Math.min(SLICE_BYTES, whole);
        ByteBuffer bytes = target.asSlice(done, length).asByteBuffer();
        readBlocks(crc, at, at / BLOCK_BYTES, bytes);
        done += length;
      } else {
        int length = (int) Math.min(wanted, BLOCK_BYTES - inBlock);
        copyFromBlock(crc, at, target.asSlice(done, length));
        done += length;
      }
    }
  }

  /// The metadata.
  ///
  /// @throws DamagedFileException if it is not as written
  public byte[] metadata() throws IOException {
    byte[] metadata = new byte[Math.toIntExact(layout.metadataBytes())];
    check(layout.payloadBytes(), layout.metadataBytes(), layout.payloadBlocks(), metadata);
    return metadata;
  }

  /// Reads and checks everything.
  ///
  /// @throws DamagedFileException if anything is not as written
  public void verify() throws IOException {
    check(0, layout.payloadBytes(), 0, null);
    check(layout.payloadBytes(), layout.metadataBytes(), layout.payloadBlocks(), null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static CheckedFileReader open(DiskFile file, int kind) throws IOException {
    long sizeBytes = file.sizeBytes();
    long footerOffset = sizeBytes - FOOTER_BYTES;
    if (footerOffset < 0) {
      throw new DamagedFileException(file.name(), 0, "a footer of " + FOOTER_BYTES + " bytes");
    }
    try (NativeBuffer buffer = new NativeBuffer(FOOTER_BYTES)) {
      ByteBuffer footer = buffer.bytes();
      file.read(footerOffset, footer);
      CheckedFileLayout layout = layout(file.name(), footer, footerOffset);
      if (footer.getInt(12) != kind) {
        throw new DamagedFileException(file.name(), footerOffset + 12, "kind " + kind);
      }
      return new CheckedFileReader(file, layout, table(file, layout, footerOffset));
    }
  }

  private static CheckedFileLayout layout(String name, ByteBuffer footer, long footerOffset)
      throws DamagedFileException {
    if (footer.getLong(0) != CheckedFileLayout.MAGIC) {
      throw new DamagedFileException(name, footerOffset, "the magic number of a checked file");
    }
    if (Integer.compareUnsigned(footer.getInt(8), CheckedFileLayout.VERSION) > 0) {
      throw new DamagedFileException(
          name, footerOffset + 8, "a format version of at most " + CheckedFileLayout.VERSION);
    }
    long payload = footer.getLong(16);
    long metadata = footer.getLong(24);
    boolean within =
        payload >= 0 && payload <= footerOffset && metadata >= 0 && metadata <= footerOffset;
    if (!within
        || new CheckedFileLayout(payload, metadata).fileBytes() != footerOffset + FOOTER_BYTES) {
      throw new DamagedFileException(name, footerOffset + 16, "sizes that add up to the file's");
    }
    return new CheckedFileLayout(payload, metadata);
  }

  private static int[] table(DiskFile file, CheckedFileLayout layout, long footerOffset)
      throws IOException {
    long offset = layout.contentBytes();
    int length = Math.toIntExact(footerOffset - offset);
    try (NativeBuffer buffer = new NativeBuffer(length + FOOTER_BYTES)) {
      ByteBuffer bytes = buffer.bytes();
      file.read(offset, bytes);
      int crcIndex = length + FOOTER_CRC;
      if (bytes.getInt(crcIndex) != CheckedFileLayout.crc(new CRC32C(), bytes, 0, crcIndex)) {
        throw new DamagedFileException(
            file.name(), offset, "table and footer that agree with their checksum");
      }
      int[] table = new int[length / Integer.BYTES];
      bytes.clear().asIntBuffer().get(table);
      return table;
    }
  }

  /// How many of the wanted bytes of the payload make whole blocks, from the start of one on.
  private long wholeBytes(long at, long wanted) {
    boolean toTheEnd = at + wanted == layout.payloadBytes();
    return toTheEnd ? wanted : wanted / BLOCK_BYTES * BLOCK_BYTES;
  }

  private void copyFromBlock(CRC32C crc, long at, MemorySegment target) throws IOException {
    long block = at / BLOCK_BYTES;
    long start = block * BLOCK_BYTES;
    try (NativeBuffer buffer = new NativeBuffer(BLOCK_BYTES)) {
      ByteBuffer bytes = buffer.bytes();
      bytes.limit((int) Math.min(BLOCK_BYTES, layout.payloadBytes() - start));
      readBlocks(crc, start, block, bytes);
      MemorySegment source = MemorySegment.ofBuffer(bytes.clear());
      MemorySegment.copy(source, at - start, target, 0, target.byteSize());
    }
  }

  /// Reads and checks a part of the file that begins with a block, slice by slice, and copies it.
  private void check(long offset, long length, long firstBlock, byte @Nullable [] target)
      throws IOException {
    CRC32C crc = new CRC32C();
    try (NativeBuffer buffer = new NativeBuffer(Math.clamp(length, 1, SLICE_BYTES))) {
      ByteBuffer bytes = buffer.bytes();
      for (long done = 0; done < length; done += SLICE_BYTES) {
        bytes.clear().limit((int) Math.min(SLICE_BYTES, length - done));
        readBlocks(crc, offset + done, firstBlock + done / BLOCK_BYTES, bytes);
        if (target != null) {
          bytes.get(0, target, (int) done, bytes.limit());
        }
      }
    }
  }

  /// Fills the buffer, from its start to its limit, with blocks of the file, and checks each.
  private void readBlocks(CRC32C crc, long offset, long firstBlock, ByteBuffer bytes)
      throws IOException {
    int length = bytes.limit();
    file.read(offset, bytes);
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      int blockCrc = CheckedFileLayout.crc(crc, bytes, at, Math.min(BLOCK_BYTES, length - at));
      if (blockCrc != table[(int) firstBlock + at / BLOCK_BYTES]) {
        throw new DamagedFileException(
            file.name(), offset + at, "a block that agrees with its checksum");
      }
    }
  }
}
