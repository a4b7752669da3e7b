package io.lamella.engine.catalog;

import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import net.openhft.hashing.LongTupleHashFunction;

/// The event ids that a workspace has seen lately, off-heap, each as a 128-bit hash (XXH128): two
/// of a thousand million ids share one with a probability of less than 10^-20.
///
/// An id is known if it arrived in the last days *and* is among the last ids, so many of each as
/// was said at the start; an older one may be forgotten. Ids lie in generations: a new one begins
/// when the newest has an eighth of the ids or spans more than a seventh of the days, and the
/// oldest is dropped as a whole as soon as the others are enough. So up to an eighth or a seventh
/// more is known than was asked for, and 16 bytes and a slot are needed an id.
///
/// What is known follows from the ids and arrivals added alone, not from how they were reserved or
/// from what was taken back. Confined to the writer, images apart.
public final class EventIdHorizon implements AutoCloseable {
  private static final int MOST_IN_A_GENERATION = 1 << 30;
  private static final int GENERATIONS_OF_IDS = 8;
  private static final int GENERATIONS_OF_DAYS = 7;
  private static final long SMALL_SPARE_BYTES = 1 << 20;
  private static final LongTupleHashFunction HASH = LongTupleHashFunction.xx128();

  /// A generation without its hashes.
  ///
  /// @param id ascends by one from each generation to the next
  /// @param size how many ids
  /// @param sealed whether it will never have more
  public record Extent(
      long id, int size, long firstArrivalMillis, long lastArrivalMillis, boolean sealed) {}

  /// A generation as it was when an image was taken.
  ///
  /// @param hashes 16 bytes an id, in the order of arrival: the hash's low half, then its high half
  public record Generation(Extent extent, MemorySegment hashes) {}

  /// Fills the memory of a generation's hashes.
  @FunctionalInterface
  public interface Fill<E extends Exception> {
    void fill(MemorySegment hashes) throws E;
  }

  /// What is known at one moment, for another thread to read while the writer goes on. Memory that
  /// it shows stays, and stays in the budget, until it is closed.
  public static final class Image implements AutoCloseable {
    private final List<EventIdGeneration> held;
    private final List<Generation> generations;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Image(List<EventIdGeneration> held, List<Generation> generations) {
      this.held = held;
      this.generations = generations;
    }

    /// Oldest first.
    public List<Generation> generations() {
      return generations;
    }

    /// From any thread.
    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        held.forEach(EventIdGeneration::release);
      }
    }
  }

  /// That the newest arrival changed with this add, the first of a reservation being 1.
  private record Change(long atAdd, long before) {}

  /// That a generation was dropped with this add.
  private record Dropped(long atAdd, EventIdGeneration generation) {}

  private final MemoryBudget budget;
  private final long spanMillis;
  private final long generationMillis;
  private final long ids;
  private final int capacity;
  private final long[] hash = HASH.newResultArray();

  /// Written so that what is read ahead of its use is read at all.
  @SuppressWarnings("UnusedVariable")
  private int touched;

  /// Oldest first; none is empty.
  private final List<EventIdGeneration> known = new ArrayList<>();

  /// Reserved, empty.
  private final Deque<EventIdGeneration> spare = new ArrayDeque<>();

  // What can be taken back: since the last reservation, newest last.
  private long added;
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<Dropped> dropped = new ArrayDeque<>();

  private long size;
  private long nextId;
  private long newestArrivalMillis = Long.MIN_VALUE;

  /// Nothing known yet.
  ///
  /// @param days for how many days of arrivals
  /// @param ids for how many ids, if they come faster
  public EventIdHorizon(MemoryBudget budget, int days, long ids) {
    if (days < 1 || ids < 1) {
      throw new IllegalArgumentException("days=" + days + ", ids=" + ids);
    }
    this.budget = budget;
    this.spanMillis = Duration.ofDays(days).toMillis();
    this.generationMillis = spanMillis / GENERATIONS_OF_DAYS;
    this.ids = ids;
    this.capacity =
        (int) Math.min(MOST_IN_A_GENERATION, Math.ceilDiv(ids, (long) GENERATIONS_OF_IDS));
  }

  /// Whether an id is known.
  public boolean contains(String id) {
    hash(id);
    return containsHash();
  }

  private boolean containsHash() {
    // The processor waits for all generations at once, not for one after the other.
    int read = 0;
    for (int i = 0; i < known.size(); i++) {
      read |= known.get(i).touch(hash);
    }
    touched = read;
    for (int i = known.size() - 1; i >= 0; i--) {
      if (known.get(i).contains(hash)) {
        return true;
      }
    }
    return false;
  }

  private void hash(String id) {
    HASH.hashBytes(id.getBytes(StandardCharsets.UTF_8), hash);
  }

  /// Takes the memory that so many adds need, whose arrivals lie within a seventh of the days, so
  /// that they cannot fail. What was added before can no longer be taken back.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; then nothing has changed but that
  public void reserve(long more) {
    commit();
    // The newest generation may take them all, or none if time has passed.
    int inNewest = known.isEmpty() ? 0 : (int) Math.min(more, known.getLast().room());
    List<Integer> inSpare = new ArrayList<>();
    for (long left = more; left > 0; left -= capacity) {
      inSpare.add((int) Math.min(left, capacity));
    }
    shrinkSpare(inSpare);
    refuseWhatIsTooMuch(inNewest, inSpare);
    if (inNewest > 0) {
      known.getLast().reserve(inNewest);
    }
    while (spare.size() < inSpare.size()) {
      spare.addLast(new EventIdGeneration(budget, capacity));
    }
    int i = 0;
    for (EventIdGeneration generation : spare) {
      if (i < inSpare.size()) {
        generation.reserve(inSpare.get(i++));
      }
    }
  }

  private void commit() {
    added = 0;
    changes.clear();
    dropped.forEach(drop -> drop.generation.close());
    dropped.clear();
  }

  /// Asked for in one, so that a part of it is not taken in vain.
  private void refuseWhatIsTooMuch(int inNewest, List<Integer> inSpare) {
    long bytes = inNewest == 0 ? 0 : known.getLast().bytesToReserve(inNewest);
    int i = 0;
    for (EventIdGeneration generation : spare) {
      bytes += i < inSpare.size() ? generation.bytesToReserve(inSpare.get(i++)) : 0;
    }
    for (; i < inSpare.size(); i++) {
      bytes += EventIdGeneration.bytesFor(inSpare.get(i));
    }
    budget.reserve(Purpose.DICTIONARIES, bytes);
    budget.release(Purpose.DICTIONARIES, bytes);
  }

  /// Gives back what a much larger reservation took.
  private void shrinkSpare(List<Integer> needed) {
    while (spare.size() > Math.max(1, needed.size())) {
      spare.removeLast().close();
    }
    int most = needed.isEmpty() ? 0 : needed.getFirst();
    spare.removeIf(generation -> {
      boolean tooLarge =
          generation.sizeBytes()
              > Math.max(SMALL_SPARE_BYTES, 4 * EventIdGeneration.bytesFor(most));
      if (tooLarge) {
        generation.close();
      }
      return tooLarge;
    });
  }

  /// Adds an id, unless it is known. An arrival before the newest one counts as that.
  ///
  /// @return whether it was added
  /// @throws io.lamella.engine.memory.BudgetExceededException if it was not reserved; nothing has
  ///   then changed
  public boolean add(String id, long arrivalMillis) {
    hash(id);
    if (containsHash()) {
      return false;
    }
    addHash(arrivalMillis);
    return true;
  }

  /// Adds every id of a set, of which none is known. They were reserved.
  public void addAll(EventIdSet ids, long arrivalMillis) {
    ids.forEach((low, high) -> {
      hash[0] = low;
      hash[1] = high;
      addHash(arrivalMillis);
    });
  }

  private void addHash(long arrivalMillis) {
    assert !containsHash() : "an id is added twice";
    long arrival = Math.max(arrivalMillis, newestArrivalMillis);
    EventIdGeneration generation = generationFor(arrival);
    added++;
    if (arrival != newestArrivalMillis) {
      changes.addLast(new Change(added, newestArrivalMillis));
    }
    if (generation.size() == 0) {
      if (!known.isEmpty()) {
        known.getLast().seal(newestArrivalMillis);
      }
      spare.removeFirst();
      generation.begin(nextId++, arrival);
      known.add(generation);
    }
    newestArrivalMillis = arrival;
    generation.add(hash);
    size++;
    while (isOldestTooMuch()) {
      EventIdGeneration oldest = known.removeFirst();
      size -= oldest.size();
      dropped.addLast(new Dropped(added, oldest));
    }
  }

  /// The newest generation, or a spare one if that is full or too old, with room for one more.
  private EventIdGeneration generationFor(long arrival) {
    EventIdGeneration generation;
    if (!known.isEmpty()
        && known.getLast().room() > 0
        && arrival - known.getLast().firstArrivalMillis() <= generationMillis) {
      generation = known.getLast();
    } else {
      if (spare.isEmpty()) {
        spare.addLast(new EventIdGeneration(budget, capacity));
      }
      generation = spare.getFirst();
    }
    generation.reserve(1);
    return generation;
  }

  private boolean isOldestTooMuch() {
    return known.size() > 1
        && (size - known.getFirst().size() >= ids
            || known.getFirst().lastArrivalMillis() < newestArrivalMillis - spanMillis);
  }

  /// Takes back the ids added last, as if they had never been added.
  ///
  /// @param count at most what was added since the last [#reserve]
  public void removeLast(int count) {
    if (count > added) {
      throw new IllegalArgumentException("count=" + count + ", added=" + added);
    }
    for (int i = 0; i < count; i++) {
      removeLast();
    }
  }

  private void removeLast() {
    while (!dropped.isEmpty() && dropped.getLast().atAdd == added) {
      EventIdGeneration oldest = dropped.removeLast().generation;
      known.addFirst(oldest);
      size += oldest.size();
    }
    EventIdGeneration newest = known.getLast();
    newest.removeNewest();
    size--;
    if (newest.size() == 0) {
      known.removeLast();
      spare.addFirst(newest);
      nextId--;
    }
    if (!changes.isEmpty() && changes.getLast().atAdd == added) {
      newestArrivalMillis = changes.removeLast().before;
    }
    added--;
  }

  /// How many ids are known.
  public long size() {
    return size;
  }

  /// When the oldest known id arrived, the ids of a generation taken together.
  public OptionalLong oldestArrivalMillis() {
    return known.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(known.getFirst().firstArrivalMillis());
  }

  /// Bytes taken from the budget, those that only images still need apart.
  public long sizeBytes() {
    long bytes = 0;
    for (EventIdGeneration generation : known) {
      bytes += generation.sizeBytes();
    }
    for (EventIdGeneration generation : spare) {
      bytes += generation.sizeBytes();
    }
    for (Dropped drop : dropped) {
      bytes += drop.generation.sizeBytes();
    }
    return bytes;
  }

  /// What is known now. Taken by the writer when nothing of it will be taken back.
  public Image image() {
    List<Generation> generations = new ArrayList<>();
    for (EventIdGeneration generation : known) {
      boolean sealed = generation != known.getLast();
      var extent =
          new Extent(
              generation.id(),
              generation.size(),
              generation.firstArrivalMillis(),
              sealed ? generation.lastArrivalMillis() : newestArrivalMillis,
              sealed);
      generation.hold();
      generations.add(new Generation(extent, generation.hashes(generation.size()).asReadOnly()));
    }
    return new Image(List.copyOf(known), List.copyOf(generations));
  }

  /// Adds a generation of an image, the oldest first, before any id is added.
  ///
  /// @param fill is given the memory of the extent's hashes
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed, nor if
  ///   `fill` fails
  public <E extends Exception> void restore(Extent extent, Fill<E> fill) throws E {
    if (extent.size < 1 || added > 0 || (!known.isEmpty() && extent.id != nextId)) {
      throw new IllegalArgumentException("extent=" + extent + ", next=" + nextId);
    }
    // What was a generation stays one when fewer ids are asked for.
    var generation = new EventIdGeneration(budget, Math.max(capacity, extent.size));
    boolean done = false;
    try {
      fill.fill(generation.restoring(extent.size));
      generation.begin(extent.id, extent.firstArrivalMillis);
      generation.restored(extent.size);
      generation.seal(extent.lastArrivalMillis);
      done = true;
    } finally {
      if (!done) {
        generation.close();
      }
    }
    known.add(generation);
    size += extent.size;
    nextId = extent.id + 1;
    newestArrivalMillis = Math.max(newestArrivalMillis, extent.lastArrivalMillis);
  }

  @Override
  public void close() {
    commit();
    known.forEach(EventIdGeneration::close);
    known.clear();
    spare.forEach(EventIdGeneration::close);
    spare.clear();
    size = 0;
  }
}
