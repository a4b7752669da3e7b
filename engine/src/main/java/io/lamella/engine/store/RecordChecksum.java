package io.lamella.engine.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The checksum of a journal's record: over its position, its size and its payload, so that a whole
/// record of another place is as good as a broken one. For one thread.
final class RecordChecksum {
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer place = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);

  int of(long position, ByteBuffer bytes, int payloadIndex, int payloadBytes) {
    place.putLong(0, position).putInt(8, payloadBytes);
    crc.reset();
    crc.update(place.array());
    crc.update(bytes.slice(payloadIndex, payloadBytes));
    return (int) crc.getValue();
  }
}
