package io.lamella.engine.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The bytes of a journal's files, little-endian throughout.
///
/// ```
///   file    header, frame, frame, …            named by the position of its first record
///   header    0 magic u64      8 version u32    12 zero u32    16 log id u64
///            24 first position u64              32 chain u32   36 zeros
///            60 CRC32C u32 of bytes 0 to 60
///   frame     0 magic u32      4 records u32     8 first position u64
///            16 body size u32 20 chain u32      24 CRC32C u32 of the body
///            28 CRC32C u32 of the log id and bytes 0 to 28
///            32 body: the records, then zeros up to a multiple of 8
///   record    0 size u32       4 CRC32C u32 of position, size and payload      8 payload
/// ```
///
/// One frame is one commit. *Chain* is the header checksum of the frame before, in a file's header
/// that of the last frame of the file before; 0 in the beginning. The log id, drawn when the
/// journal was made, keeps frames of other journals, and records that look like frames, apart from
/// ours.
final class JournalFormat {
  static final long FILE_MAGIC = 0x0A4C_4E52_4A4D_414CL; // "LAMJRNL\n"
  static final int FRAME_MAGIC = 0x4D52_464C; // "LFRM"
  static final int VERSION = 1;
  static final int HEADER_BYTES = 64;
  static final int FRAME_BYTES = 32;
  static final int RECORD_BYTES = 8;
  static final int ALIGNMENT = 8;

  private static final int HEADER_CRC = 60;
  private static final int FRAME_CRC = 28;

  /// A file's header.
  record FileHeader(long logId, long firstPosition, int chain) {}

  /// A frame's header.
  ///
  /// @param chain the checksum of the frame before
  /// @param crc its own
  record FrameHeader(
      int records, long firstPosition, int bodyBytes, int chain, int bodyCrc, int crc) {}

  private JournalFormat() {}

  static ByteBuffer encode(FileHeader header) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, FILE_MAGIC);
    bytes.putInt(8, VERSION);
    bytes.putLong(16, header.logId);
    bytes.putLong(24, header.firstPosition);
    bytes.putInt(32, header.chain);
    bytes.putInt(HEADER_CRC, crc(bytes, 0, HEADER_CRC));
    return bytes;
  }

  /// The header at the start of a file.
  static FileHeader decode(ByteBuffer bytes, String file) throws DamagedFileException {
    if (bytes.getLong(0) != FILE_MAGIC) {
      throw new DamagedFileException(file, 0, "the magic number of a journal file");
    }
    if (Integer.compareUnsigned(bytes.getInt(8), VERSION) > 0) {
      throw new DamagedFileException(file, 8, "a format version of at most " + VERSION);
    }
    if (bytes.getInt(HEADER_CRC) != crc(bytes, 0, HEADER_CRC)) {
      throw new DamagedFileException(file, 0, "a header that agrees with its checksum");
    }
    return new FileHeader(bytes.getLong(16), bytes.getLong(24), bytes.getInt(32));
  }

  /// Writes a frame's header at an index, in front of its body, and returns its checksum.
  static int encodeFrame(
      ByteBuffer bytes,
      int index,
      int records,
      long firstPosition,
      int bodyBytes,
      int chain,
      long logId) {
    bytes.putInt(index, FRAME_MAGIC);
    bytes.putInt(index + 4, records);
    bytes.putLong(index + 8, firstPosition);
    bytes.putInt(index + 16, bodyBytes);
    bytes.putInt(index + 20, chain);
    bytes.putInt(index + 24, crc(bytes, index + FRAME_BYTES, bodyBytes));
    int crc = frameCrc(bytes, index, logId);
    bytes.putInt(index + FRAME_CRC, crc);
    return crc;
  }

  /// The frame's header at an index, or null if none of this log is there. The body is not looked
  /// at.
  static @Nullable FrameHeader decodeFrame(ByteBuffer bytes, int index, long logId) {
    if (bytes.getInt(index) != FRAME_MAGIC
        || bytes.getInt(index + FRAME_CRC) != frameCrc(bytes, index, logId)) {
      return null;
    }
    return new FrameHeader(
        bytes.getInt(index + 4),
        bytes.getLong(index + 8),
        bytes.getInt(index + 16),
        bytes.getInt(index + 20),
        bytes.getInt(index + 24),
        bytes.getInt(index + FRAME_CRC));
  }

  static int padded(int bodyBytes) {
    return bodyBytes + ALIGNMENT - 1 & -ALIGNMENT;
  }

  static int crc(ByteBuffer bytes, int index, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(index, length));
    return (int) crc.getValue();
  }

  private static int frameCrc(ByteBuffer bytes, int index, long logId) {
    CRC32C crc = new CRC32C();
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (logId >>> shift));
    }
    crc.update(bytes.slice(index, FRAME_CRC));
    return (int) crc.getValue();
  }
}
