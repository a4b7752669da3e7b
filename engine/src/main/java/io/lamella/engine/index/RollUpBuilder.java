package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Adds the days of a behaviour up to [RollUp]s: each level from the one below.
public final class RollUpBuilder {
  /// Days of a roll-up, by level; each a multiple of the one before (decision 10).
  static final int[] SPANS = {8, 64};

  private static final int WORDS = 1 << 10;
  private static final long ALIGNMENT = 64;

  private final Region region;
  private final MemoryBudget budget;

  public RollUpBuilder(Region region, MemoryBudget budget) {
    this.region = region;
    this.budget = budget;
  }

  /// Makes every roll-up that adds up more than one part of the level below.
  ///
  /// @param buckets ascending by day
  /// @param kept roll-ups that are still right: not made again
  /// @return those that were made
  /// @throws io.lamella.engine.memory.BudgetExceededException; what was made is then released
  public List<RollUp> build(List<Bucket> buckets, List<RollUp> kept) {
    List<RollUp> made = new ArrayList<>();
    try {
      NavigableMap<Integer, Counted> below = new TreeMap<>();
      buckets.forEach(bucket -> below.put(bucket.day(), bucket));
      for (int span : SPANS) {
        NavigableMap<Integer, Counted> level = new TreeMap<>();
        kept.stream()
            .filter(rollUp -> rollUp.days() == span)
            .forEach(rollUp -> level.put(rollUp.firstDay(), rollUp));
        List<Integer> starts =
            below.keySet().stream().map(day -> Math.floorDiv(day, span) * span).distinct().toList();
        for (int start : starts) {
          NavigableMap<Integer, Counted> inside = below.subMap(start, true, start + span, false);
          if (level.containsKey(start)) {
            continue;
          }
          if (inside.size() == 1) {
            level.put(start, inside.firstEntry().getValue());
          } else {
            RollUp rollUp = add(start, span, List.copyOf(inside.values()));
            made.add(rollUp);
            level.put(start, rollUp);
          }
        }
        below.clear();
        below.putAll(level);
      }
      return made;
    } catch (RuntimeException e) {
      made.forEach(Part::release);
      throw e;
    }
  }

  private RollUp add(int firstDay, int days, List<Counted> parts) {
    boolean sameCounts =
        parts.stream().allMatch(part -> part.eventCounts().equals(part.dayCounts()));
    var dayPlanes = new Planes(parts, Counted::dayCounts);
    try (dayPlanes) {
      if (sameCounts) {
        Block block = allocate(dayPlanes.sizeBytes());
        List<Bitmap> counts = dayPlanes.writeTo(block.offset());
        return new RollUp(region, block, firstDay, days, counts, counts);
      }
      try (var eventPlanes = new Planes(parts, Counted::eventCounts)) {
        Block block = allocate(dayPlanes.sizeBytes() + eventPlanes.sizeBytes());
        return new RollUp(
            region,
            block,
            firstDay,
            days,
            eventPlanes.writeTo(block.offset() + dayPlanes.sizeBytes()),
            dayPlanes.writeTo(block.offset()));
      }
    }
  }

  private Block allocate(long bytes) {
    return region.allocate(bytes, Purpose.BEHAVIOURS);
  }

  /// The sum of several counts, chunk by chunk: a builder for each of its bits.
  private final class Planes implements AutoCloseable {
    private final List<BitmapTableBuilder> builders = new ArrayList<>();
    private final List<long[]> sum = new ArrayList<>();
    private final long[] words = new long[WORDS];

    Planes(List<Counted> parts, Function<Counted, List<Bitmap>> counts) {
      int chunks =
          parts.stream()
              .flatMap(part -> counts.apply(part).stream())
              .mapToInt(Planes::chunks)
              .max()
              .orElse(0);
      try {
        for (int chunk = 0; chunk < chunks; chunk++) {
          sum.forEach(plane -> Arrays.fill(plane, 0));
          for (Counted part : parts) {
            add(counts.apply(part), chunk);
          }
          for (int plane = 0; plane < sum.size(); plane++) {
            builders.get(plane).addWords(chunk, sum.get(plane));
          }
        }
        builders.forEach(BitmapTableBuilder::endBitmap);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    private static int chunks(Bitmap bitmap) {
      return bitmap.isEmpty() ? 0 : DirectoryEntry.chunk(bitmap.entry(bitmap.containers() - 1)) + 1;
    }

    private void add(List<Bitmap> counts, int chunk) {
      for (int plane = 0; plane < counts.size(); plane++) {
        Bitmap bitmap = counts.get(plane);
        long entry = bitmap.entryOf(chunk);
        if (entry != 0) {
          bitmap.decode(entry, 0, WORDS, words, 0);
          carry(plane);
        }
      }
    }

    /// Adds the words from a plane on; one more plane is made when they carry out of the last.
    private void carry(int fromPlane) {
      for (int plane = fromPlane; ; plane++) {
        while (plane >= sum.size()) {
          sum.add(new long[WORDS]);
          builders.add(new BitmapTableBuilder(budget, Purpose.STAGING));
        }
        if (Kernels.halfAdd(sum.get(plane), words, WORDS) == 0) {
          return;
        }
      }
    }

    long sizeBytes() {
      return builders.stream().mapToLong(builder -> aligned(builder.sizeBytes())).sum();
    }

    List<Bitmap> writeTo(long offset) {
      List<Bitmap> bitmaps = new ArrayList<>();
      long at = offset;
      for (BitmapTableBuilder builder : builders) {
        bitmaps.add(builder.writeTo(region.memory(), at).bitmap(0));
        at += aligned(builder.sizeBytes());
      }
      return bitmaps;
    }

    private static long aligned(long bytes) {
      return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    @Override
    public void close() {
      builders.forEach(BitmapTableBuilder::close);
    }
  }
}
