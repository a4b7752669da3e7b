package io.lamella.engine.exec;

import io.lamella.engine.bitmap.AndCount;
import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.Kernels;

/// Counts values that have a bitmap each. Of each chunk the cheapest of three ways is taken: look
/// at each member's value; take the values of those who are not members from what the directories
/// say the whole chunk has; or count what each value's container shares with the members.
final class RawCounts implements ValueCounts {
  private static final int WORDS = Population.CHUNK_WORDS;

  // Nanoseconds, measured (decision 13): looking at a customer's value, or set; asking a directory;
  // counting what a container shares with the members.
  private static final double VALUE_NANOS = 1.1;
  private static final double SET_NANOS = 8;
  private static final double DIRECTORY_NANOS = 6;
  private static final double CONTAINER_NANOS = 280;

  private final Attribute attribute;
  private final Population population;
  private final Bitmap[] bitmaps;
  private final int[] counts;
  private final long[] others = new long[WORDS];
  private final long[] room = new long[WORDS];

  /// With more values than this no directory is asked: most values have nobody in a chunk.
  private static final int MANY = 1 << 13;

  RawCounts(Attribute attribute, Population population) {
    this.attribute = attribute;
    this.population = population;
    int raws = attribute.raws();
    counts = new int[raws + 1];
    bitmaps = new Bitmap[raws < MANY ? raws + 1 : 0];
    for (int raw = 1; raw < bitmaps.length; raw++) {
      bitmaps[raw] = attribute.withRaw(raw);
    }
  }

  /// Of each raw, how many members have it; place 0 means nothing.
  int[] counts() {
    return counts;
  }

  @Override
  public void add(int chunk, long[] members, int count) {
    int size = population.sizeOf(chunk);
    double one = attribute.values() instanceof Values.Sets ? SET_NANOS : VALUE_NANOS;
    double byMember = count * one;
    double byOther =
        bitmaps.length == 0
            ? Double.MAX_VALUE
            : (size - count) * one + bitmaps.length * DIRECTORY_NANOS;
    double byBitmap =
        bitmaps.length == 0
            ? Double.MAX_VALUE
            : bitmaps.length * (DIRECTORY_NANOS + CONTAINER_NANOS);
    if (byMember <= byOther && byMember <= byBitmap) {
      addMembers(chunk, members, 1);
    } else if (byOther <= byBitmap) {
      for (int raw = 1; raw < bitmaps.length; raw++) {
        long entry = bitmaps[raw].entryOf(chunk);
        counts[raw] += entry == 0 ? 0 : DirectoryEntry.cardinality(entry);
      }
      if (count < size) {
        population.fill(chunk, others);
        Kernels.andNot(members, 0, others, 0, WORDS);
        addMembers(chunk, others, -1);
      }
    } else {
      for (int raw = 1; raw < bitmaps.length; raw++) {
        long entry = bitmaps[raw].entryOf(chunk);
        counts[raw] += entry == 0 ? 0 : (int) AndCount.ofWords(bitmaps[raw], entry, members, room);
      }
    }
  }

  private void addMembers(int chunk, long[] members, int step) {
    long from = (long) chunk << 16;
    if (!(attribute.values() instanceof Values.Sets sets)) {
      attribute.values().presence().addRaws(from, members, WORDS, step, counts);
      return;
    }
    for (int word = 0; word < WORDS; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        long row = from + (word << 6) + Long.numberOfTrailingZeros(left);
        int size = sets.size(row);
        for (int number = 0; number < size; number++) {
          counts[sets.member(row, number) + 1] += step;
        }
      }
    }
  }
}
