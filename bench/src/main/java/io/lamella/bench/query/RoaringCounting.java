package io.lamella.bench.query;

import io.lamella.bench.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/// *At least n of these days* to RoaringBitmap, for any n: a union for 1, bit-sliced counters made
/// of bitmaps for 2, and counting into bytes or shorts, one chunk at a time so that the counts stay
/// in the cache, or all at once.
record RoaringCounting(List<RoaringBitmap> days, int size) {
  private static final int CHUNK = 1 << 16;

  List<Form> atLeast(int n) {
    List<Form> forms = new ArrayList<>();
    forms.add(new Form("roaring, counted by chunks", () -> byChunks(n)));
    forms.add(new Form("roaring, counted at once", () -> atOnce(n)));
    if (n == 1) {
      RoaringBitmap[] operands = days.toArray(RoaringBitmap[]::new);
      forms.add(new Form("roaring, aggregated", () -> FastAggregation.orCardinality(operands)));
    }
    if (n == 2) {
      forms.add(new Form("roaring, once and twice", this::onceAndTwice));
    }
    return forms;
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

  private long byChunks(int n) {
    short[] counts = new short[CHUNK];
    long[] found = {0};
    for (int chunk = 0; chunk < size; chunk += CHUNK) {
      Arrays.fill(counts, (short) 0);
      for (RoaringBitmap day : days) {
        day.forEachInRange(
            chunk,
            CHUNK,
            customer -> {
              if (++counts[customer & (CHUNK - 1)] == n) {
                found[0]++;
              }
            });
      }
    }
    return found[0];
  }

  private long atOnce(int n) {
    short[] counts = new short[size];
    long[] found = {0};
    for (RoaringBitmap day : days) {
      day.forEach(
          (org.roaringbitmap.IntConsumer)
              customer -> {
                if (++counts[customer] == n) {
                  found[0]++;
                }
              });
    }
    return found[0];
  }
}
