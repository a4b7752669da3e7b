package io.lamella.bench.query;

import io.lamella.bench.Form;
import io.lamella.bench.data.RoaringShoppers;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// *At least 2 of 14 days* to RoaringBitmap. Two families: bit-sliced counters made of bitmaps (for
/// 2, *once* and *twice* are the whole counter), and counting into bytes, the whole population at
/// once or one chunk at a time so that the counts stay in the cache.
public final class RoaringDayCounts {
  private static final int CHUNK = 1 << 16;
  private static final int BATCH = 1024;

  private final List<RoaringBitmap> days;
  private final List<ImmutableRoaringBitmap> bufferDays;
  private final int end;

  public RoaringDayCounts(RoaringShoppers shoppers) {
    days = shoppers.days();
    bufferDays = RoaringShoppers.buffers(days);
    end = days.stream().mapToInt(RoaringBitmap::last).max().orElse(0) + 1;
  }

  /// At least 2 of 14 days.
  public List<Form> atLeastTwo() {
    return List.of(
        new Form("roaring heap, once and twice", this::onceAndTwice),
        new Form(
            "roaring heap, once and twice by halves",
            () -> halves(0, days.size()).twice().getLongCardinality()),
        new Form("roaring buffer, once and twice", this::buffersOnceAndTwice),
        new Form("roaring heap, bytes by forEach", this::bytesByForEach),
        new Form("roaring heap, bytes by batches", this::bytesByBatches),
        new Form("roaring heap, bytes by chunks", this::bytesByChunks));
  }

  private long onceAndTwice() {
    RoaringBitmap once = days.getFirst().clone();
    RoaringBitmap twice = new RoaringBitmap();
    for (RoaringBitmap day : days.subList(1, days.size())) {
      twice.or(RoaringBitmap.and(once, day));
      once.or(day);
    }
    return twice.getLongCardinality();
  }

  private record Counter(RoaringBitmap once, RoaringBitmap twice) {}

  private Counter halves(int from, int to) {
    if (to - from == 1) {
      return new Counter(days.get(from), new RoaringBitmap());
    }
    int middle = (from + to) >>> 1;
    Counter left = halves(from, middle);
    Counter right = halves(middle, to);
    RoaringBitmap twice = RoaringBitmap.and(left.once(), right.once());
    twice.or(left.twice());
    twice.or(right.twice());
    return new Counter(RoaringBitmap.or(left.once(), right.once()), twice);
  }

  private long buffersOnceAndTwice() {
    MutableRoaringBitmap once = bufferDays.getFirst().toMutableRoaringBitmap();
    MutableRoaringBitmap twice = new MutableRoaringBitmap();
    for (ImmutableRoaringBitmap day : bufferDays.subList(1, bufferDays.size())) {
      twice.or(ImmutableRoaringBitmap.and(once, day));
      once.or(day);
    }
    return twice.getLongCardinality();
  }

  private long bytesByForEach() {
    byte[] counts = new byte[end];
    long[] found = {0};
    for (RoaringBitmap day : days) {
      day.forEach(
          (org.roaringbitmap.IntConsumer)
              customer -> {
                if (++counts[customer] == 2) {
                  found[0]++;
                }
              });
    }
    return found[0];
  }

  private long bytesByBatches() {
    byte[] counts = new byte[end];
    int[] batch = new int[BATCH];
    long found = 0;
    for (RoaringBitmap day : days) {
      RoaringBatchIterator customers = day.getBatchIterator();
      while (customers.hasNext()) {
        int size = customers.nextBatch(batch);
        for (int i = 0; i < size; i++) {
          found += ++counts[batch[i]] == 2 ? 1 : 0;
        }
      }
    }
    return found;
  }

  private long bytesByChunks() {
    byte[] counts = new byte[CHUNK];
    long[] found = {0};
    for (int chunk = 0; chunk < end; chunk += CHUNK) {
      Arrays.fill(counts, (byte) 0);
      for (RoaringBitmap day : days) {
        day.forEachInRange(
            chunk,
            CHUNK,
            customer -> {
              if (++counts[customer & (CHUNK - 1)] == 2) {
                found[0]++;
              }
            });
      }
    }
    return found[0];
  }
}
