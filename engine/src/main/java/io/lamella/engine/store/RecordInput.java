package io.lamella.engine.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what a [RecordOutput] wrote. Every method throws [IOException] where the bytes end too
/// early. Confined to one thread.
public final class RecordInput {
  private final DataInputStream in;

  /// From the first of some bytes on.
  public RecordInput(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /// Reads an element.
  public interface Source<T> {
    T read() throws IOException;
  }

  public int readByte() throws IOException {
    return in.readByte();
  }

  public int readInt() throws IOException {
    return in.readInt();
  }

  public long readLong() throws IOException {
    return in.readLong();
  }

  /// A length, then so many bytes.
  public byte[] readBytes() throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new EOFException("too few bytes: expected=" + length + ", found=" + bytes.length);
    }
    return bytes;
  }

  public String readString() throws IOException {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public List<String> readStrings() throws IOException {
    return readList(this::readString);
  }

  public <T> List<T> readList(Source<T> element) throws IOException {
    int size = in.readInt();
    List<T> list = new ArrayList<>(Math.min(size, in.available()));
    for (int i = 0; i < size; i++) {
      list.add(element.read());
    }
    return list;
  }

  public <T> Map<String, T> readMap(Source<T> element) throws IOException {
    int size = in.readInt();
    Map<String, T> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String name = readString();
      map.put(name, element.read());
    }
    return map;
  }

  /// How many bytes are left.
  public int left() throws IOException {
    return in.available();
  }
}
