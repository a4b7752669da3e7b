package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Judges all events of a chunk by one sequence in a pass over the days of both sides, from the far
/// end on: a day's judged events are compared with their customers' nearest other event of the days
/// before in the pass, then the day's other events become the nearest ones. Nothing is sorted, and
/// only where a customer has events of both sides on one day is anything searched; so it pays where
/// many customers are left. Confined to one thread.
///
/// The two sides have no event in common, and no properties need be equal. Instants are kept with
/// their sign turned if other events stand before the judged ones: so near is always ahead.
final class SequenceSweep {
  /// Further ahead than any gap reaches.
  private static final long FAR = Long.MAX_VALUE / 2;

  /// One day's buckets of both sides.
  private record Day(List<Bucket> judged, List<EventRows.Source> others) {
    Day() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final EventRows others;
  private final Nearness nearness;
  private final int sign;

  /// What is no further ahead than this is near, and what is further than the other is not.
  private final long surely;

  private final long most;

  /// In the order of the pass.
  private final List<Day> days;

  private final ChunkScratch scratch;

  /// Where the bits of each judged bucket begin.
  private final IdentityHashMap<Bucket, Integer> words = new IdentityHashMap<>();

  /// Of the judged rows of a chunk whether another event is near, bucket by bucket.
  private long[] near = {};

  /// Each customer's nearest other event, as far as days are past.
  private long[] nearest = {};

  /// Today's other events: whose they are, when they were since the day began, and where those of
  /// each bucket end.
  private char[] lows = {};

  private long[] times = {};
  private int[] ends = new int[1];
  private int noted;

  /// Those who have other events today.
  private long[] today = {};

  // A block of judged rows, and which of them are near another event or may be.
  private final char[] judgedLows = new char[EventRows.BLOCK];
  private final long[] judgedTimes = new long[EventRows.BLOCK];
  private final char[] found = new char[EventRows.BLOCK];
  private final char[] open = new char[EventRows.BLOCK];

  /// @param judged buckets whose rows are judged
  SequenceSweep(
      List<EventRows.Source> judged, EventRows others, Nearness nearness, ChunkScratch scratch) {
    this.others = others;
    this.nearness = nearness;
    this.sign = nearness.isAhead() ? 1 : -1;
    this.surely = Math.min(nearness.surely(), FAR / 2);
    this.most = Math.min(nearness.most(), FAR / 2);
    this.days = days(judged, others.sources(), nearness.isAhead());
    this.scratch = scratch;
  }

  private static List<Day> days(
      List<EventRows.Source> judged, List<EventRows.Source> others, boolean ahead) {
    Comparator<Integer> ascending = Comparator.naturalOrder();
    var days = new TreeMap<Integer, Day>(ahead ? ascending.reversed() : ascending);
    for (EventRows.Source source : judged) {
      days.computeIfAbsent(source.bucket().day(), day -> new Day()).judged.add(source.bucket());
    }
    for (EventRows.Source source : others) {
      days.computeIfAbsent(source.bucket().day(), day -> new Day()).others.add(source);
    }
    Collection<Day> inOrder = days.values();
    return List.copyOf(inOrder);
  }

  /// Judges the rows of a chunk.
  void enter(int chunk) {
    place(chunk);
    nearest = scratch.takeRoom().grow(Population.CHUNK);
    today = scratch.takeWords();
    Arrays.fill(nearest, 0, Population.CHUNK, FAR);
    others.among(null);
    for (Day day : days) {
      collect(day.others, chunk);
      for (Bucket bucket : day.judged) {
        judge(bucket, chunk, day.others.size());
      }
      if (noted > 0) {
        pass(day.others.getFirst().bucket().startMillis());
      }
    }
    scratch.giveWords();
    scratch.giveRoom();
  }

  /// Makes room for the bits of a chunk's judged rows.
  private void place(int chunk) {
    int next = 0;
    for (Day day : days) {
      for (Bucket bucket : day.judged) {
        words.put(bucket, next);
        next += (bucket.rowStart(chunk + 1) - bucket.rowStart(chunk) + 63) >>> 6;
      }
    }
    if (near.length <= next) {
      near = new long[next + (next >> 1) + 1];
    }
  }

  /// Collects the other events of a day.
  private void collect(List<EventRows.Source> day, int chunk) {
    noted = 0;
    Arrays.fill(today, 0);
    if (ends.length < day.size()) {
      ends = new int[day.size()];
    }
    for (int i = 0; i < day.size(); i++) {
      others.forEach(day.get(i), chunk, this::collect);
      ends[i] = noted;
    }
    Kernels.set(lows, noted, today);
  }

  private void collect(Bucket bucket, int fromRow, int count, long[] selected) {
    int begin = noted;
    if (lows.length < begin + count) {
      lows = Arrays.copyOf(lows, Math.max(begin + count, 2 * lows.length));
      times = Arrays.copyOf(times, lows.length);
    }
    bucket.read(fromRow, count, lows, times, begin);
    if (Kernels.popcount(selected, 0, (count + 63) >>> 6) == count) {
      noted += count;
      return;
    }
    for (int i = 0; i < count; i++) {
      lows[noted] = lows[begin + i];
      times[noted] = times[begin + i];
      noted += (int) (selected[i >>> 6] >>> i & 1);
    }
  }

  /// Today's other events become the nearest ones; of one customer's, the furthest in the pass.
  private void pass(long start) {
    for (int i = 0; i < noted; i++) {
      nearest[lows[i]] = Math.min(nearest[lows[i]], sign * (start + times[i]));
    }
  }

  private void judge(Bucket bucket, int chunk, int sources) {
    int from = bucket.rowStart(chunk);
    int end = bucket.rowStart(chunk + 1);
    int word = Objects.requireNonNull(words.get(bucket));
    long start = bucket.startMillis();
    for (int row = from; row < end; row += EventRows.BLOCK) {
      int count = Math.min(EventRows.BLOCK, end - row);
      bucket.read(row, count, judgedLows, judgedTimes, 0);
      Arrays.fill(near, word, word + ((count + 63) >>> 6), 0);
      int opened = open(start, count);
      for (int i = 0; i < opened; i++) {
        if (isNear(start, open[i], sources)) {
          near[word + (open[i] >>> 6)] |= 1L << open[i];
        }
      }
      int listed = list(start, count);
      for (int i = 0; i < listed; i++) {
        near[word + (found[i] >>> 6)] |= 1L << found[i];
      }
      word += count >>> 6;
    }
  }

  /// Lists the judged rows that an event of the days before is near for sure; returns how many.
  private int list(long start, int count) {
    int listed = 0;
    for (int i = 0; i < count; i++) {
      found[listed] = (char) i;
      // 1 if it is near, found without a branch that nobody can guess.
      long gap = nearest[judgedLows[i]] - sign * (start + judgedTimes[i]);
      listed += (int) (~(surely - gap) >>> 63);
    }
    return listed;
  }

  /// Lists the judged rows that have to be looked at: the customer has other events today, or the
  /// calendar says whether one is near; returns how many.
  private int open(long start, int count) {
    int opened = 0;
    for (int i = 0; i < count; i++) {
      open[opened] = (char) i;
      opened += (int) (today[judgedLows[i] >>> 6] >>> judgedLows[i] & 1);
    }
    if (most == surely) {
      return opened;
    }
    for (int i = 0; i < count; i++) {
      long gap = nearest[judgedLows[i]] - sign * (start + judgedTimes[i]);
      boolean listed = (today[judgedLows[i] >>> 6] >>> judgedLows[i] & 1) != 0;
      if (gap > surely && gap <= most && !listed) {
        open[opened++] = (char) i;
      }
    }
    return opened;
  }

  private boolean isNear(long start, int judged, int sources) {
    long instant = sign * (start + judgedTimes[judged]);
    long other = nearest[judgedLows[judged]];
    for (int i = 0; i < sources; i++) {
      int end = ends[i];
      int place = firstOf(judgedLows[judged], i == 0 ? 0 : ends[i - 1], end);
      for (; place < end && lows[place] == judgedLows[judged]; place++) {
        long ofToday = sign * (start + times[place]);
        if (ofToday >= instant) {
          other = Math.min(other, ofToday);
        }
      }
    }
    return other < FAR && nearness.holds(sign * instant, sign * other);
  }

  /// The first of a bucket's other events today that is of a customer, or of a later one.
  private int firstOf(char customer, int begin, int end) {
    int low = begin;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lows[middle] < customer) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Clears the bits of the selected rows of the chunk that do not satisfy the sequence.
  ///
  /// @param flip 0 if another event must be near, -1 if none must be
  void judge(Bucket bucket, int chunk, int row, int count, long[] selected, long flip) {
    int first = row - bucket.rowStart(chunk);
    int at = Objects.requireNonNull(words.get(bucket)) + (first >>> 6);
    int shift = first & 63;
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      long bits = near[at + word] >>> shift;
      if (shift != 0) {
        bits |= near[at + word + 1] << -shift;
      }
      selected[word] &= bits ^ flip;
    }
  }
}
