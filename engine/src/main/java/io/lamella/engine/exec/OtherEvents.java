package io.lamella.engine.exec;

import java.util.Arrays;

/// The other events of a sequence in one chunk, in the order in which they are searched: by
/// customer, then by the number of their equal values, then by instant. They come bucket by bucket,
/// in each of which they are sorted already; so counting how many each customer has puts nearly
/// every one at its place, and only those of one customer are compared.
///
/// Room is kept from chunk to chunk and from question to question. Confined to one thread.
final class OtherEvents {
  /// Of an event that is not on both sides.
  static final long NO_ID = Long.MIN_VALUE;

  private static final int FIRST_CAPACITY = 4_096;

  /// Larger room than this is not kept for the next question.
  private static final int MAX_KEPT = 1 << 18;

  /// So few are looked at one by one.
  private static final int FEW = 8;

  private final long[] candidates = new long[Population.CHUNK_WORDS];

  /// How many candidates stand before each word.
  private final int[] ranks = new int[Population.CHUNK_WORDS];

  /// Behind the last event of each candidate.
  private int[] ends = {};

  private int customers;
  private boolean withIds;
  private boolean withKeys;
  private int count;

  private char[] arrivedRanks = {};
  private long[] arrivedMillis = {};
  private long[] arrivedIds = {};
  private int[] arrivedKeys = {};
  private long[] millis = {};
  private long[] ids = {};
  private int[] keys = {};

  /// Begins a chunk.
  ///
  /// @param words whose events will be added, and no others'
  /// @param givenIds whether events on both sides are to be told by their numbers
  /// @param givenKeys whether values must be equal
  void begin(long[] words, boolean givenIds, boolean givenKeys) {
    withIds = givenIds;
    withKeys = givenKeys;
    count = 0;
    customers = 0;
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      candidates[word] = words[word];
      ranks[word] = customers;
      customers += Long.bitCount(words[word]);
    }
  }

  /// Whether anybody matters.
  boolean anyCustomer() {
    return customers > 0;
  }

  /// Adds an event.
  ///
  /// @param id its number, if it may be on both sides
  /// @param key the number of its equal values
  void add(int low, long instant, long id, int key) {
    if (count == arrivedRanks.length) {
      grow(Math.max(FIRST_CAPACITY, 2 * count));
    }
    arrivedRanks[count] = (char) rank(low);
    arrivedMillis[count] = instant;
    if (withIds) {
      arrivedIds[count] = id;
    }
    if (withKeys) {
      arrivedKeys[count] = key;
    }
    count++;
  }

  private int rank(int low) {
    int word = low >>> 6;
    return ranks[word] + Long.bitCount(candidates[word] & ((1L << low) - 1));
  }

  private void grow(int capacity) {
    arrivedRanks = Arrays.copyOf(arrivedRanks, capacity);
    arrivedMillis = Arrays.copyOf(arrivedMillis, capacity);
    millis = new long[capacity];
    // Few sequences need these, but those that do need them for every event.
    arrivedIds = Arrays.copyOf(arrivedIds, capacity);
    ids = new long[capacity];
    arrivedKeys = Arrays.copyOf(arrivedKeys, capacity);
    keys = new int[capacity];
  }

  /// Puts what was added in order.
  void sort() {
    if (ends.length < customers + 1) {
      ends = new int[Math.max(customers + 1, 2 * ends.length)];
    }
    Arrays.fill(ends, 0, customers + 1, 0);
    for (int i = 0; i < count; i++) {
      ends[arrivedRanks[i] + 1]++;
    }
    for (int rank = 0; rank < customers; rank++) {
      ends[rank + 1] += ends[rank];
    }
    // Each customer's begin moves to its end while its events are placed.
    for (int i = 0; i < count; i++) {
      int place = ends[arrivedRanks[i]]++;
      millis[place] = arrivedMillis[i];
      if (withIds) {
        ids[place] = arrivedIds[i];
      }
      if (withKeys) {
        keys[place] = arrivedKeys[i];
      }
    }
    for (int rank = 0, begin = 0; rank < customers; rank++) {
      sort(begin, ends[rank]);
      begin = ends[rank];
    }
  }

  /// Sorts the events of one customer: by Shell's method, which leaves sorted ones as they are and
  /// is never quadratic.
  private void sort(int begin, int end) {
    int size = end - begin;
    int step = 1;
    while (step < size / 9) {
      step = 3 * step + 1;
    }
    for (; step > 0; step /= 3) {
      for (int i = begin + step; i < end; i++) {
        int to = i;
        while (to - step >= begin && isBefore(to, to - step)) {
          swap(to, to - step);
          to -= step;
        }
      }
    }
  }

  private boolean isBefore(int a, int b) {
    if (withKeys && keys[a] != keys[b]) {
      return keys[a] < keys[b];
    }
    return millis[a] < millis[b];
  }

  private void swap(int a, int b) {
    long instant = millis[a];
    millis[a] = millis[b];
    millis[b] = instant;
    if (withIds) {
      long id = ids[a];
      ids[a] = ids[b];
      ids[b] = id;
    }
    if (withKeys) {
      int key = keys[a];
      keys[a] = keys[b];
      keys[b] = key;
    }
  }

  /// Whether an event of this customer, with equal values and not the judged one itself, is near an
  /// instant. Of those on the right side only the nearest one counts.
  ///
  /// @param low of a candidate
  boolean anyNear(Nearness nearness, int low, int key, long instant, long id) {
    int rank = rank(low);
    int begin = rank == 0 ? 0 : ends[rank - 1];
    int end = ends[rank];
    return nearness.isAhead()
        ? anyAfter(nearness, begin, end, key, instant, id)
        : anyBefore(nearness, begin, end, key, instant, id);
  }

  private boolean anyAfter(Nearness nearness, int begin, int end, int key, long instant, long id) {
    int place = firstFrom(begin, end, key, instant);
    if (withIds && place < end && ids[place] == id && id != NO_ID) {
      place++;
    }
    return place < end && hasKey(place, key) && nearness.holds(instant, millis[place]);
  }

  private boolean anyBefore(Nearness nearness, int begin, int end, int key, long instant, long id) {
    int place = firstFrom(begin, end, key, instant + 1) - 1;
    if (withIds && place >= begin && ids[place] == id && id != NO_ID) {
      place--;
    }
    return place >= begin && hasKey(place, key) && nearness.holds(instant, millis[place]);
  }

  private boolean hasKey(int place, int key) {
    return !withKeys || keys[place] == key;
  }

  /// The first event with a higher key, or with this key at this instant or later.
  private int firstFrom(int begin, int end, int key, long instant) {
    int low = begin;
    int high = end;
    while (high - low > FEW) {
      int middle = (low + high) >>> 1;
      if (isBelow(middle, key, instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < high && isBelow(low, key, instant)) {
      low++;
    }
    return low;
  }

  private boolean isBelow(int place, int key, long instant) {
    if (withKeys && keys[place] != key) {
      return keys[place] < key;
    }
    return millis[place] < instant;
  }

  /// Forgets everything, and gives back room that few questions need.
  void reset() {
    count = 0;
    customers = 0;
    if (arrivedRanks.length > MAX_KEPT) {
      arrivedRanks = new char[0];
      arrivedMillis = new long[0];
      millis = new long[0];
      arrivedIds = new long[0];
      ids = new long[0];
      arrivedKeys = new int[0];
      keys = new int[0];
    }
  }
}
