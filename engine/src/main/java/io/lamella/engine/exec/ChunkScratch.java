package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.kernel.CounterPlanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Room for the nodes of one evaluator while they answer for a chunk. What is taken is given back
/// in the opposite order, so that the same few pages are used over and over and stay in L1; a
/// thousand questions at once so need no more than one. Made when first needed, kept from question
/// to question by a [ScratchPool]. Confined to one thread.
final class ChunkScratch {

  /// Things that are taken and given back in the opposite order.
  private static final class Stack<T> {
    private final Supplier<T> maker;
    private final List<T> items = new ArrayList<>();
    private int taken;

    Stack(Supplier<T> maker) {
      this.maker = maker;
    }

    T take() {
      if (taken == items.size()) {
        items.add(maker.get());
      }
      return items.get(taken++);
    }

    void give() {
      taken--;
    }
  }

  private final Stack<long[]> words = new Stack<>(() -> new long[Population.CHUNK_WORDS]);
  private final Stack<char[]> lows = new Stack<>(() -> new char[Population.CHUNK]);
  private final Stack<char[]> fewCounts = new Stack<>(() -> new char[Population.CHUNK]);
  private final Stack<long[]> sums = new Stack<>(() -> new long[Population.CHUNK]);
  private final List<OtherEvents> others = new ArrayList<>();
  private int othersTaken;
  private final Stack<Room> rooms = new Stack<>(Room::new);
  private final List<CounterPlanes> planes = new ArrayList<>();
  private int planesTaken;

  private int @Nullable [] counts;
  private int @Nullable [] lastUnits;

  private boolean metering;
  private long bytesRead;

  /// A chunk's words, of any content.
  long[] takeWords() {
    return words.take();
  }

  /// Gives back the words taken last.
  void giveWords() {
    words.give();
  }

  /// Room for a chunk's lows.
  char[] takeLows() {
    return lows.take();
  }

  /// Gives back the lows taken last.
  void giveLows() {
    lows.give();
  }

  /// A counter for each customer of a chunk, all 0; they are 0 again when given back.
  char[] takeCounts() {
    return fewCounts.take();
  }

  /// Gives back the counters taken last.
  void giveCounts() {
    fewCounts.give();
  }

  /// A sum for each customer of a chunk, all 0; they are 0 again when given back.
  long[] takeSums() {
    return sums.take();
  }

  /// Gives back the sums taken last.
  void giveSums() {
    sums.give();
  }

  /// Room for numbers, of any content.
  Room takeRoom() {
    return rooms.take();
  }

  /// Gives back the room taken last.
  void giveRoom() {
    rooms.give();
  }

  /// Counters that go up to n at least.
  CounterPlanes takePlanes(int n) {
    if (planesTaken == planes.size()) {
      planes.add(new CounterPlanes(Population.CHUNK_WORDS, n));
    } else if (planes.get(planesTaken).limit() < n) {
      planes.set(planesTaken, new CounterPlanes(Population.CHUNK_WORDS, n));
    }
    return planes.get(planesTaken++);
  }

  /// Gives back the counters taken last.
  void givePlanes() {
    planesTaken--;
  }

  /// Room for the other events of a sequence, taken for as long as the scratch is in use.
  OtherEvents takeOtherEvents() {
    if (othersTaken == others.size()) {
      others.add(new OtherEvents());
    }
    return others.get(othersTaken++);
  }

  /// Nothing is taken any more, whatever a question that failed has left behind.
  void reset() {
    words.taken = 0;
    lows.taken = 0;
    rooms.taken = 0;
    if (fewCounts.taken > 0) {
      fewCounts.items.forEach(counters -> Arrays.fill(counters, (char) 0));
      fewCounts.taken = 0;
    }
    if (sums.taken > 0) {
      sums.items.forEach(items -> Arrays.fill(items, 0));
      sums.taken = 0;
    }
    planesTaken = 0;
    others.forEach(OtherEvents::reset);
    othersTaken = 0;
    metering = false;
    bytesRead = 0;
  }

  /// From now on what is read of bitmaps is added up.
  void startMetering() {
    metering = true;
  }

  /// Whether what is read is added up.
  boolean isMetering() {
    return metering;
  }

  /// A container is read.
  void meter(Bitmap bitmap, long entry) {
    if (metering) {
      bytesRead += bitmap.sizeBytes(entry);
    }
  }

  /// So many bytes are read.
  void meter(long bytes) {
    bytesRead += bytes;
  }

  /// How many bytes were read.
  long bytesRead() {
    return bytesRead;
  }

  /// Counters, all 0.
  int[] counts() {
    if (counts == null) {
      counts = new int[Population.CHUNK];
    } else {
      Arrays.fill(counts, 0);
    }
    return counts;
  }

  /// The unit seen last, all `Integer.MIN_VALUE`.
  int[] lastUnits() {
    if (lastUnits == null) {
      lastUnits = new int[Population.CHUNK];
    }
    Arrays.fill(lastUnits, Integer.MIN_VALUE);
    return lastUnits;
  }
}
