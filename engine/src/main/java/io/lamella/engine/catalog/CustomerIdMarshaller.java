package io.lamella.engine.catalog;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/// How a customer id stands in a Chronicle Map: its bytes, nothing else. Chronicle's own way to
/// read a byte array makes 176 bytes of garbage a lookup; this one makes none. Without state, safe
/// for use by many threads.
final class CustomerIdMarshaller implements SizedReader<byte[]>, SizedWriter<byte[]> {

  @Override
  @SuppressWarnings("rawtypes") // As Chronicle declares it.
  public byte[] read(Bytes in, long size, byte @Nullable [] using) {
    byte[] id = using != null && using.length == size ? using : new byte[Math.toIntExact(size)];
    in.read(id);
    return id;
  }

  @Override
  public long size(byte[] id) {
    return id.length;
  }

  @Override
  @SuppressWarnings("rawtypes") // As Chronicle declares it.
  public void write(Bytes out, long size, byte[] id) {
    out.write(id);
  }

  /// Nothing to configure.
  @Override
  public void readMarshallable(WireIn wire) {}

  /// Nothing to configure.
  @Override
  public void writeMarshallable(WireOut wire) {}
}
