package io.lamella.engine.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The bytes of a file of a [FaultDisk], as seen and as durable. Past its size a file is zero.
final class FaultContent {
  private static final int SECTOR_BYTES = 512;

  private byte[] seen = new byte[0];
  private int seenSize;
  private byte[] durable = new byte[0];
  private int durableSize;

  /// The versions of each sector written since the last force, oldest first.
  private final Map<Integer, List<byte[]>> pending = new TreeMap<>();

  /// The sizes the file had since the last force, and the smallest.
  private final List<Integer> sizes = new ArrayList<>();

  private int smallestSize;

  int sizeBytes() {
    return seenSize;
  }

  void read(long offset, ByteBuffer target) throws IOException {
    if (offset < 0 || offset + target.remaining() > seenSize) {
      throw new EOFException("file ends early: size=" + seenSize + ", offset=" + offset);
    }
    target.put(seen, (int) offset, target.remaining());
  }

  void write(int offset, ByteBuffer source) {
    int length = source.remaining();
    if (length == 0) {
      return;
    }
    int end = offset + length;
    seen = grown(seen, end);
    source.get(seen, offset, length);
    if (end > seenSize) {
      resize(end);
    }
    for (int sector = offset / SECTOR_BYTES; sector * SECTOR_BYTES < end; sector++) {
      addVersion(sector);
    }
  }

  void truncate(int size) {
    if (size >= seenSize) {
      return;
    }
    Arrays.fill(seen, size, seenSize, (byte) 0);
    resize(size);
    if (size % SECTOR_BYTES != 0) {
      addVersion(size / SECTOR_BYTES);
    }
    for (int sector : List.copyOf(pending.keySet())) {
      if (sector * SECTOR_BYTES >= size) {
        addVersion(sector);
      }
    }
  }

  void force() {
    forgetCut();
    pending.forEach((sector, versions) -> putSector(sector, versions.getLast()));
    pending.clear();
    sizes.clear();
    durable = grown(durable, seenSize);
    Arrays.fill(durable, seenSize, durable.length, (byte) 0);
    durableSize = seenSize;
  }

  /// Some sectors are written; the others will never be, and count as if they were. The sizes are
  /// the file system's own, and stay to be forced.
  void failForce(RandomGenerator random) {
    forgetCut();
    double survival = random.nextDouble();
    pending.forEach((sector, versions) -> {
      if (random.nextDouble() < survival) {
        putSector(sector, versions.getLast());
      }
    });
    pending.clear();
  }

  FaultContent afterCrash(RandomGenerator random, double survival, List<byte[]> recycled) {
    FaultContent after = new FaultContent();
    int size = durableSize;
    if (!sizes.isEmpty() && random.nextDouble() < survival) {
      size = sizes.get(random.nextInt(sizes.size()));
    }
    byte[] bytes = grown(durable.clone(), Math.max(size, seen.length));
    pending.forEach((sector, versions) -> {
      int at = sector * SECTOR_BYTES;
      if (random.nextDouble() < survival) {
        byte[] version = versions.get(random.nextInt(versions.size()));
        System.arraycopy(version, 0, bytes, at, SECTOR_BYTES);
      } else if (at >= durableSize && !recycled.isEmpty() && random.nextInt(4) == 0) {
        byte[] version = recycled.get(random.nextInt(recycled.size()));
        System.arraycopy(version, 0, bytes, at, SECTOR_BYTES);
      }
    });
    Arrays.fill(bytes, size, bytes.length, (byte) 0);
    after.seen = bytes;
    after.seenSize = size;
    after.durable = bytes.clone();
    after.durableSize = size;
    after.smallestSize = size;
    return after;
  }

  FaultContent copy() {
    FaultContent copy = new FaultContent();
    copy.seen = seen.clone();
    copy.seenSize = seenSize;
    copy.durable = seen.clone();
    copy.durableSize = seenSize;
    copy.smallestSize = seenSize;
    return copy;
  }

  void flip(long bit) {
    int at = Math.toIntExact(bit / Byte.SIZE);
    if (at >= seenSize) {
      throw new IndexOutOfBoundsException("no such bit: bit=" + bit + ", size=" + seenSize);
    }
    byte mask = (byte) (1 << bit % Byte.SIZE);
    seen[at] ^= mask;
    durable = grown(durable, at + 1);
    durable[at] ^= mask;
  }

  void cut(int size) {
    truncate(size);
    force();
  }

  /// Every sector as seen.
  List<byte[]> sectors() {
    List<byte[]> sectors = new ArrayList<>();
    for (int at = 0; at < seenSize; at += SECTOR_BYTES) {
      sectors.add(Arrays.copyOfRange(seen, at, at + SECTOR_BYTES));
    }
    return sectors;
  }

  private void addVersion(int sector) {
    int at = sector * SECTOR_BYTES;
    pending
        .computeIfAbsent(sector, _ -> new ArrayList<>())
        .add(Arrays.copyOfRange(seen, at, at + SECTOR_BYTES));
  }

  private void resize(int size) {
    seenSize = size;
    sizes.add(size);
    smallestSize = Math.min(smallestSize, size);
  }

  private void putSector(int sector, byte[] version) {
    int at = sector * SECTOR_BYTES;
    durable = grown(durable, at + SECTOR_BYTES);
    System.arraycopy(version, 0, durable, at, SECTOR_BYTES);
  }

  /// What lay past the smallest size is gone from the disk.
  private void forgetCut() {
    if (smallestSize < durable.length) {
      Arrays.fill(durable, smallestSize, durable.length, (byte) 0);
    }
    smallestSize = seenSize;
  }

  /// At least so long, in whole sectors.
  private static byte[] grown(byte[] bytes, int size) {
    if (size <= bytes.length) {
      return bytes;
    }
    int whole = (Math.max(size, 2 * bytes.length) + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    return Arrays.copyOf(bytes, whole);
  }
}
