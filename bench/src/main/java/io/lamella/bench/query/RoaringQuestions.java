package io.lamella.bench.query;

import io.lamella.bench.data.RoaringShoppers;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.BufferFastAggregation;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// The three questions to RoaringBitmap, each in every form that seemed good; the fastest one is
/// the rival.
public final class RoaringQuestions {
  private final List<RoaringBitmap> flags;
  private final List<RoaringBitmap> days;
  private final List<ImmutableRoaringBitmap> bufferFlags;
  private final List<ImmutableRoaringBitmap> bufferDays;

  public RoaringQuestions(RoaringShoppers shoppers) {
    flags = shoppers.flags();
    days = shoppers.days();
    bufferFlags = buffers(flags);
    bufferDays = buffers(days);
  }

  /// `(a || b || c) && d && e && !f`.
  public Map<String, LongSupplier> booleans() {
    return Map.of(
        "heap, aggregated",
        () -> {
          RoaringBitmap any = FastAggregation.or(flags.get(0), flags.get(1), flags.get(2));
          any.and(flags.get(4));
          any.and(flags.get(3));
          return RoaringBitmap.andNotCardinality(any, flags.get(5));
        },
        "heap, in place",
        () -> {
          RoaringBitmap any = RoaringBitmap.or(flags.get(0), flags.get(1));
          any.or(flags.get(2));
          any.and(flags.get(4));
          any.andNot(flags.get(5));
          return RoaringBitmap.andCardinality(any, flags.get(3));
        },
        "buffer, aggregated",
        () -> {
          MutableRoaringBitmap any =
              BufferFastAggregation.or(bufferFlags.get(0), bufferFlags.get(1), bufferFlags.get(2));
          any.and(bufferFlags.get(4));
          any.and(bufferFlags.get(3));
          return ImmutableRoaringBitmap.andNotCardinality(any, bufferFlags.get(5));
        });
  }

  /// At least 2 of 14 days.
  public Map<String, LongSupplier> atLeastTwoDays() {
    return Map.of(
        "heap, once and twice",
        () -> {
          // For n = 2 two accumulators are the whole counter.
          RoaringBitmap once = days.getFirst().clone();
          RoaringBitmap twice = new RoaringBitmap();
          for (int day = 1; day < days.size(); day++) {
            twice.or(RoaringBitmap.and(once, days.get(day)));
            once.or(days.get(day));
          }
          return twice.getLongCardinality();
        },
        "heap, counting bytes",
        () -> {
          int last = 0;
          for (RoaringBitmap day : days) {
            last = Math.max(last, day.last());
          }
          byte[] counts = new byte[last + 1];
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
        },
        "buffer, once and twice",
        () -> {
          MutableRoaringBitmap once = bufferDays.getFirst().toMutableRoaringBitmap();
          MutableRoaringBitmap twice = new MutableRoaringBitmap();
          for (int day = 1; day < bufferDays.size(); day++) {
            twice.or(ImmutableRoaringBitmap.and(once, bufferDays.get(day)));
            once.or(bufferDays.get(day));
          }
          return twice.getLongCardinality();
        });
  }

  /// `g && a &&` any of 14 days.
  public Map<String, LongSupplier> selective() {
    return Map.of(
        "heap, few first",
        () -> {
          RoaringBitmap few = RoaringBitmap.and(flags.get(6), flags.get(0));
          RoaringBitmap found = new RoaringBitmap();
          for (RoaringBitmap day : days) {
            found.or(RoaringBitmap.and(few, day));
          }
          return found.getLongCardinality();
        },
        "heap, union first",
        () -> {
          RoaringBitmap few = RoaringBitmap.and(flags.get(6), flags.get(0));
          return RoaringBitmap.andCardinality(few, FastAggregation.or(days.iterator()));
        },
        "buffer, few first",
        () -> {
          MutableRoaringBitmap few =
              ImmutableRoaringBitmap.and(bufferFlags.get(6), bufferFlags.get(0));
          MutableRoaringBitmap found = new MutableRoaringBitmap();
          for (ImmutableRoaringBitmap day : bufferDays) {
            found.or(ImmutableRoaringBitmap.and(few, day));
          }
          return found.getLongCardinality();
        });
  }

  private static List<ImmutableRoaringBitmap> buffers(List<RoaringBitmap> bitmaps) {
    return bitmaps.stream()
        .map(bitmap -> (ImmutableRoaringBitmap) bitmap.toMutableRoaringBitmap())
        .toList();
  }
}
