package io.lamella.engine.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The bytes of an immutable file whose every block is checked, little-endian.
///
/// ```
///   payload     in blocks of 64 KiB, the last one shorter
///   metadata    in blocks of 64 KiB, the last one shorter
///   table       CRC32C u32 of each block of the payload, then of the metadata
///   footer      0 magic u64   8 version u32   12 kind u32   16 payload size u64
///              24 metadata size u64          32 zeros       60 CRC32C u32 of table and 0 to 60
/// ```
///
/// No block holds both payload and metadata, so that either is read without the other.
///
/// @param payloadBytes the size of the payload
/// @param metadataBytes the size of the metadata
record CheckedFileLayout(long payloadBytes, long metadataBytes) {
  static final long MAGIC = 0x0A45_4C49_464D_414CL; // "LAMFILE\n"
  static final int VERSION = 1;
  static final int BLOCK_BYTES = 64 << 10;
  static final int FOOTER_BYTES = 64;
  static final int FOOTER_CRC = 60;

  /// How much is read or written at once: large enough for the disk, small enough to be checked
  /// while in the cache.
  static final int SLICE_BYTES = 1 << 20;

  static {
    assert SLICE_BYTES % BLOCK_BYTES == 0 : "a slice is not whole blocks";
  }

  long contentBytes() {
    return payloadBytes + metadataBytes;
  }

  long payloadBlocks() {
    return blocks(payloadBytes);
  }

  long blocks() {
    return payloadBlocks() + blocks(metadataBytes);
  }

  long fileBytes() {
    return contentBytes() + blocks() * Integer.BYTES + FOOTER_BYTES;
  }

  static long blocks(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
  }

  /// The checksum of bytes of a direct buffer.
  static int crc(CRC32C crc, ByteBuffer bytes, int index, int length) {
    crc.reset();
    crc.update(bytes.slice(index, length));
    return (int) crc.getValue();
  }
}
