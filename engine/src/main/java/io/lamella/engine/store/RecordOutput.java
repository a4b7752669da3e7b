package io.lamella.engine.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Bytes that grow at their end, as records of the journal and definitions have them: big-endian; a
/// string is its length in 4 bytes, then UTF-8; a list or map its size in 4 bytes, then its
/// elements. The library's streams take a lock for each byte, and every write passes here. Confined
/// to one thread.
public final class RecordOutput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FIRST_BYTES = 1 << 12;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /// The low eight bits.
  public void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void writeInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  public void writeLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// A length, then so many bytes. The low eight bits.
  public void writeBytes(byte[] value) {
    writeInt(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  public void writeString(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void writeStrings(List<String> list) {
    writeList(list, this::writeString);
  }

  public <T> void writeList(Collection<T> list, Consumer<T> element) {
    writeInt(list.size());
    list.forEach(element);
  }

  public <T> void writeMap(Map<String, T> map, Consumer<T> element) {
    writeInt(map.size());
    map.forEach((name, value) -> {
      writeString(name);
      element.accept(value);
    });
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
