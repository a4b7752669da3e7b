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
/// end on: each other event is noted as its customer's nearest so far, each judged event looks at
/// what is noted. Nothing is sorted, and only where a customer has events of both sides on one day
/// is anything searched; so it pays where many customers are left. Confined to one thread.
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

  /// Each customer's nearest other event noted so far.
  private long[] nearest = {};

  /// For those who have other events today, the nearest of them that is not of today.
  private long[] beyond = {};

  /// Today's other events as [Bucket#keys], bucket by bucket; and where those of each bucket end.
  private long[] keys = {};

  private int[] ends = new int[1];
  private int noted;

  /// No other event of today is further ahead.
  private long lastOfToday;

  private final long[] judgedKeys = new long[EventRows.BLOCK];

  /// Rows of a block.
  private final char[] places = new char[EventRows.BLOCK];

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
    beyond = scratch.takeRoom().grow(Population.CHUNK);
    Arrays.fill(nearest, 0, Population.CHUNK, FAR);
    others.among(null);
    for (Day day : days) {
      note(day.others, chunk);
      for (Bucket bucket : day.judged) {
        judge(bucket, chunk, day.others.size());
      }
    }
    scratch.giveRoom();
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

  private void note(List<EventRows.Source> today, int chunk) {
    noted = 0;
    lastOfToday = Long.MIN_VALUE;
    for (EventRows.Source source : today) {
      Bucket bucket = source.bucket();
      lastOfToday =
          Math.max(lastOfToday, Math.max(sign * bucket.firstMillis(), sign * bucket.lastMillis()));
    }
    if (ends.length < today.size()) {
      ends = new int[today.size()];
    }
    for (int i = 0; i < today.size(); i++) {
      others.forEach(today.get(i), chunk, this::note);
      ends[i] = noted;
    }
  }

  private void note(Bucket bucket, int fromRow, int count, long[] selected) {
    int begin = noted;
    if (keys.length < begin + count) {
      keys = Arrays.copyOf(keys, Math.max(begin + count, 2 * keys.length));
    }
    bucket.keys(fromRow, count, keys, begin);
    if (Kernels.popcount(selected, 0, (count + 63) >>> 6) == count) {
      noted += count;
    } else {
      for (int i = 0; i < count; i++) {
        keys[noted] = keys[begin + i];
        noted += (int) (selected[i >>> 6] >>> i & 1);
      }
    }
    long start = bucket.startMillis();
    for (int i = begin; i < noted; i++) {
      int low = Bucket.lowOf(keys[i]);
      long known = nearest[low];
      if (known > lastOfToday) {
        beyond[low] = known;
      }
      nearest[low] = Math.min(known, sign * (start + Bucket.millisOf(keys[i])));
    }
  }

  private void judge(Bucket bucket, int chunk, int sources) {
    int from = bucket.rowStart(chunk);
    int end = bucket.rowStart(chunk + 1);
    int word = Objects.requireNonNull(words.get(bucket));
    for (int row = from; row < end; row += EventRows.BLOCK) {
      int count = Math.min(EventRows.BLOCK, end - row);
      bucket.keys(row, count, judgedKeys, 0);
      int found = judge(bucket.startMillis(), count, sources);
      Arrays.fill(near, word, word + ((count + 63) >>> 6), 0);
      for (int i = 0; i < found; i++) {
        int place = places[i];
        near[word + (place >>> 6)] |= 1L << place;
      }
      word += count >>> 6;
    }
  }

  /// Lists those of one day's judged rows that another event is near; returns how many.
  private int judge(long start, int count, int sources) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      long key = judgedKeys[i];
      long gap = nearest[Bucket.lowOf(key)] - sign * (start + Bucket.millisOf(key));
      places[found] = (char) i;
      // Below 0 today's nearest is on the wrong side: another may be on the right one.
      if (gap < 0 || (gap > surely && gap <= most)) {
        found += isNear(start, key, sources) ? 1 : 0;
      } else {
        // 1 if it is near, found without a branch that nobody can guess.
        found += (int) (~(surely - gap) >>> 63);
      }
    }
    return found;
  }

  private boolean isNear(long start, long key, int sources) {
    long instant = sign * (start + Bucket.millisOf(key));
    long other = nearest[Bucket.lowOf(key)];
    if (other < instant) {
      other = beyond[Bucket.lowOf(key)];
      for (int i = 0; i < sources; i++) {
        int place = place(key, i == 0 ? 0 : ends[i - 1], ends[i]);
        if (place >= 0 && Bucket.lowOf(keys[place]) == Bucket.lowOf(key)) {
          other = Math.min(other, sign * (start + Bucket.millisOf(keys[place])));
        }
      }
    }
    return other < FAR && nearness.holds(sign * instant, sign * other);
  }

  /// Where among the keys of one bucket the nearest one on the right side of a key is; -1 if there
  /// is none.
  private int place(long key, int begin, int end) {
    int low = begin;
    int high = end;
    long bound = sign > 0 ? key : key + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int place = sign > 0 ? low : low - 1;
    return place >= begin && place < end ? place : -1;
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
