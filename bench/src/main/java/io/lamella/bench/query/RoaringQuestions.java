package io.lamella.bench.query;

import io.lamella.bench.Form;
import io.lamella.bench.data.RoaringShoppers;
import java.util.List;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.BufferFastAggregation;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// The Boolean and the selective question to RoaringBitmap, each in every form that seemed good.
/// The order of operands is chosen by hand.
public final class RoaringQuestions {
  private final List<RoaringBitmap> flags;
  private final List<RoaringBitmap> days;
  private final List<ImmutableRoaringBitmap> bufferFlags;
  private final List<ImmutableRoaringBitmap> bufferDays;

  public RoaringQuestions(RoaringShoppers shoppers) {
    flags = shoppers.flags();
    days = shoppers.days();
    bufferFlags = RoaringShoppers.buffers(flags);
    bufferDays = RoaringShoppers.buffers(days);
  }

  /// `(a || b || c) && d && e && !f`.
  public List<Form> booleans() {
    return List.of(
        new Form(
            "roaring heap, aggregated",
            () -> {
              RoaringBitmap any = FastAggregation.or(flags.get(0), flags.get(1), flags.get(2));
              any.and(flags.get(4));
              any.and(flags.get(3));
              return RoaringBitmap.andNotCardinality(any, flags.get(5));
            }),
        new Form(
            "roaring heap, in place",
            () -> {
              RoaringBitmap any = RoaringBitmap.or(flags.get(0), flags.get(1));
              any.or(flags.get(2));
              any.and(flags.get(4));
              any.andNot(flags.get(5));
              return RoaringBitmap.andCardinality(any, flags.get(3));
            }),
        new Form(
            "roaring heap, union of three intersections",
            () -> {
              RoaringBitmap a = RoaringBitmap.and(flags.get(0), flags.get(4));
              a.or(RoaringBitmap.and(flags.get(1), flags.get(4)));
              a.or(RoaringBitmap.and(flags.get(2), flags.get(4)));
              a.and(flags.get(3));
              return RoaringBitmap.andNotCardinality(a, flags.get(5));
            }),
        new Form(
            "roaring heap, work-shy",
            () -> {
              RoaringBitmap any = FastAggregation.or(flags.get(0), flags.get(1), flags.get(2));
              RoaringBitmap all =
                  FastAggregation.workShyAnd(new long[1024], any, flags.get(4), flags.get(3));
              return RoaringBitmap.andNotCardinality(all, flags.get(5));
            }),
        new Form(
            "roaring buffer, aggregated",
            () -> {
              MutableRoaringBitmap any =
                  BufferFastAggregation.or(
                      bufferFlags.get(0), bufferFlags.get(1), bufferFlags.get(2));
              any.and(bufferFlags.get(4));
              any.and(bufferFlags.get(3));
              return ImmutableRoaringBitmap.andNotCardinality(any, bufferFlags.get(5));
            }));
  }

  /// `g && a &&` any of 14 days.
  public List<Form> selective() {
    return List.of(
        new Form(
            "roaring heap, few first",
            () -> {
              RoaringBitmap few = RoaringBitmap.and(flags.get(6), flags.get(0));
              RoaringBitmap found = new RoaringBitmap();
              for (RoaringBitmap day : days) {
                found.or(RoaringBitmap.and(few, day));
              }
              return found.getLongCardinality();
            }),
        new Form(
            "roaring heap, few against each day in place",
            () -> {
              RoaringBitmap few = RoaringBitmap.and(flags.get(6), flags.get(0));
              long all = few.getLongCardinality();
              for (RoaringBitmap day : days) {
                few.andNot(day);
              }
              return all - few.getLongCardinality();
            }),
        new Form(
            "roaring heap, contains",
            () -> {
              long[] found = {0};
              RoaringBitmap.and(flags.get(6), flags.get(0))
                  .forEach(
                      (org.roaringbitmap.IntConsumer)
                          customer -> {
                            for (RoaringBitmap day : days) {
                              if (day.contains(customer)) {
                                found[0]++;
                                return;
                              }
                            }
                          });
              return found[0];
            }),
        new Form(
            "roaring heap, union first",
            () -> {
              RoaringBitmap few = RoaringBitmap.and(flags.get(6), flags.get(0));
              return RoaringBitmap.andCardinality(few, FastAggregation.or(days.iterator()));
            }),
        new Form(
            "roaring buffer, few against each day in place",
            () -> {
              MutableRoaringBitmap few =
                  ImmutableRoaringBitmap.and(bufferFlags.get(6), bufferFlags.get(0));
              long all = few.getLongCardinality();
              for (ImmutableRoaringBitmap day : bufferDays) {
                few.andNot(day);
              }
              return all - few.getLongCardinality();
            }));
  }
}
