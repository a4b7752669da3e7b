package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ChronicleCustomerDictionary;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.catalog.TableCustomerDictionary;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One brand's customers, behaviours and dictionaries. Readers see only the current snapshot;
/// everything else belongs to the one writer that holds the workspace's permit.
public final class Workspace implements AutoCloseable {
  private final String name;
  private final Region region;
  private final MemoryBudget budget;
  private final Customers customers;
  private final CustomerDictionary dictionary;
  private final Publisher publisher;
  private final EventIdHorizon eventIds;
  private final Map<String, ValueDictionary> attributeValues = new HashMap<>();
  private final Map<String, ValueDictionary> propertyValues = new HashMap<>();
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private Set<Part> claimed = Set.of();
  private volatile long lastWriteNanos = System.nanoTime();
  private final List<Integer> erasedLater = new ArrayList<>();
  private Snapshot.Dictionaries dictionaries = new Snapshot.Dictionaries(Map.of(), Map.of());
  private @Nullable WriteStages stages;

  /// How many checkpoints are reading ids and values.
  private int images;

  /// A semaphore rather than a lock: an import may be carried on by another thread than began it.
  private final Semaphore writer = new Semaphore(1);

  private volatile long knownIds;
  private volatile OptionalLong knownSince = OptionalLong.empty();

  private volatile Snapshot current;

  /// Which tables a workspace has.
  public record Tables(boolean chronicle, int knownIdDays, long knownIds) {
    /// A table of our own; 7 days or 200 million ids.
    public static final Tables DEFAULT = new Tables(false, 7, 200_000_000);

    CustomerDictionary dictionary(MemoryBudget budget, Customers customers) {
      return chronicle
          ? new ChronicleCustomerDictionary(budget)
          : new TableCustomerDictionary(budget, customers);
    }
  }

  /// Publishes a snapshot that the log does not tell of.
  public interface Publisher {
    /// Makes it durable, then the current one. If that fails it is not published.
    void publish(Workspace workspace, Snapshot next);
  }

  /// An empty workspace at snapshot 0.
  ///
  /// @param publisher makes what is not in the log durable before it is seen
  public Workspace(
      String name, Region region, MemoryBudget budget, Tables tables, Publisher publisher) {
    this.name = name;
    this.publisher = publisher;
    this.region = region;
    this.budget = budget;
    this.customers = new Customers(budget);
    this.dictionary = tables.dictionary(budget, customers);
    this.eventIds = new EventIdHorizon(budget, tables.knownIdDays(), tables.knownIds());
    this.current =
        new Snapshot(
            0,
            0,
            Catalog.empty(WorkspaceSettings.DEFAULT),
            customers,
            new Snapshot.Dictionaries(Map.of(), Map.of()),
            Snapshot.Contents.EMPTY);
  }

  public String name() {
    return name;
  }

  /// Pins the current snapshot; the caller releases it.
  public Snapshot acquire() {
    while (true) {
      Snapshot snapshot = current;
      if (snapshot.acquire()) {
        return snapshot;
      }
    }
  }

  /// Pins the current snapshot for a question; the caller ends it by [#end].
  public Lease lease() {
    var lease = new Lease(acquire());
    leases.add(lease);
    return lease;
  }

  /// Lets go of a question's snapshot; nothing happens if a write has done so before.
  public void end(Lease lease) {
    leases.remove(lease);
    lease.end();
  }

  /// Takes snapshots back that questions hold without evaluating anything, since memory is needed.
  ///
  /// @param nanos how long they must have been held
  /// @return whether there was any
  boolean revoke(long nanos) {
    return leases.removeIf(
        lease -> lease.snapshot() != current && lease.isOlderThan(nanos) && lease.endIfIdle());
  }

  /// Checks new settings, and says what snapshot has them; nobody sees it yet.
  ///
  /// @throws EngineException `ZONE_FIXED`, `UNKNOWN_NAME`
  Snapshot with(WorkspaceSettings settings) {
    Catalog catalog = current.catalog();
    boolean calendarChanges =
        !settings.zone().equals(catalog.settings().zone())
            || settings.firstDayOfWeek() != catalog.settings().firstDayOfWeek();
    if (calendarChanges && !catalog.behaviours().isEmpty()) {
      throw new EngineException(
          EngineException.Code.ZONE_FIXED,
          "the time zone and the first day of the week are fixed once events exist: zone="
              + catalog.settings().zone()
              + ", first day of the week="
              + catalog.settings().firstDayOfWeek());
    }
    settings
        .zoneAttribute()
        .filter(attribute -> !catalog.attributes().containsKey(attribute))
        .ifPresent(attribute -> {
          throw new EngineException(
              EngineException.Code.UNKNOWN_NAME, "unknown attribute '" + attribute + "'");
        });
    return with(
        new Catalog(
            settings,
            catalog.attributes(),
            catalog.properties(),
            catalog.behaviours(),
            catalog.retention()),
        current.contents());
  }

  /// What snapshot keeps a behaviour's events for so many days; nobody sees it yet.
  Snapshot with(String behaviour, OptionalInt days) {
    Catalog catalog = current.catalog();
    SortedMap<String, Integer> retention = new TreeMap<>(catalog.retention());
    if (days.isPresent()) {
      retention.put(behaviour, days.getAsInt());
    } else {
      retention.remove(behaviour);
    }
    return with(
        new Catalog(
            catalog.settings(),
            catalog.attributes(),
            catalog.properties(),
            catalog.behaviours(),
            retention),
        current.contents());
  }

  /// What snapshot keeps something under a name, or no longer; nobody sees it yet.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  Snapshot with(DefinitionChange change) {
    Definitions now = current.definitions();
    return switch (change) {
      case DefinitionChange.PutSegment(var segment, var version) ->
          with(now.with(segment, version), List.of());
      case DefinitionChange.PutPartition(var partition, var version) ->
          with(now.with(partition, version), List.of());
      case DefinitionChange.PutList(var described, var roaring) -> {
        MemberList members = MemberList.ofRoaring(region, budget, roaring);
        yield with(now.with(new Definitions.Members(described, members)), List.of(members));
      }
      case DefinitionChange.Drop(var kind, var dropped) ->
          with(now.without(kind, dropped), List.of());
    };
  }

  private Snapshot with(Definitions definitions, List<? extends Part> built) {
    return with(current.catalog(), current.contents().with(definitions), built);
  }

  private Snapshot with(Catalog catalog, Snapshot.Contents contents) {
    return with(catalog, contents, List.of());
  }

  private Snapshot with(Catalog catalog, Snapshot.Contents contents, List<? extends Part> built) {
    retainAllBut(contents, built);
    return new Snapshot(
        current.number() + 1,
        current.ordinals(),
        catalog,
        customers,
        current.dictionaries(),
        contents);
  }

  /// Becomes the one writer.
  ///
  /// @throws EngineException `IMPORT_RUNNING` if there is another
  void acquireWriter() {
    if (!tryAcquireWriter()) {
      throw new EngineException(
          EngineException.Code.IMPORT_RUNNING,
          "another import of the workspace is running: workspace=" + name);
    }
  }

  /// Becomes the one writer if there is no other.
  boolean tryAcquireWriter() {
    return writer.tryAcquire();
  }

  void releaseWriter() {
    writer.release();
  }

  /// Publishes a snapshot that the log does not tell of.
  void publishDurably(Snapshot next) {
    publisher.publish(this, next);
  }

  /// Takes what a checkpoint held, its tables being full: makes its snapshot the current one.
  void restore(Snapshot snapshot) {
    Snapshot.Dictionaries known = snapshot.dictionaries();
    attributeValues.putAll(known.attributes());
    propertyValues.putAll(known.properties());
    dictionaries = known;
    publish(snapshot);
  }

  /// Makes the customers of a checkpoint found by their ids.
  void findCustomers(int ordinals, Optional<Erased> gone) {
    IntPredicate erased = ordinal -> gone.map(it -> it.contains(ordinal)).orElse(false);
    if (dictionary instanceof TableCustomerDictionary table) {
      table.rebuild(ordinals, erased);
      return;
    }
    for (int ordinal = 0; ordinal < ordinals; ordinal++) {
      if (!erased.test(ordinal)) {
        dictionary.put(customers.id(ordinal), ordinal);
      }
    }
  }

  /// Makes a snapshot the current one and lets go of the one before. Only the writer.
  void publish(Snapshot next) {
    knownIds = eventIds.size();
    knownSince = eventIds.oldestArrivalMillis();
    Snapshot before = current;
    current = next;
    before.release();
  }

  /// The current snapshot, for the writer, which alone replaces it.
  Snapshot current() {
    return current;
  }

  /// Those whom a filler adds, ascending, as a set that the caller releases.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public MemberList memberList(Consumer<BitmapTableBuilder> filler) {
    return MemberList.of(region, budget, filler);
  }

  Region region() {
    return region;
  }

  MemoryBudget budget() {
    return budget;
  }

  public Customers customers() {
    return customers;
  }

  CustomerDictionary dictionary() {
    return dictionary;
  }

  public EventIdHorizon eventIds() {
    return eventIds;
  }

  Map<String, ValueDictionary> attributeValues() {
    return attributeValues;
  }

  Map<String, ValueDictionary> propertyValues() {
    return propertyValues;
  }

  /// Where the writer collects, made when first used.
  WriteStages stages() {
    lastWriteNanos = System.nanoTime();
    if (stages == null) {
      stages = new WriteStages(this, budget);
    }
    return stages;
  }

  /// The dictionary of an attribute's or a property's strings, made if it is new.
  ValueDictionary dictionaryOf(TableSpec.Kind kind, String name) {
    return (kind == TableSpec.Kind.CUSTOMERS ? attributeValues : propertyValues)
        .computeIfAbsent(name, absent -> new ValueDictionary(budget));
  }

  /// All dictionaries as they are now.
  Snapshot.Dictionaries dictionaries() {
    if (dictionaries.attributes().size() != attributeValues.size()
        || dictionaries.properties().size() != propertyValues.size()) {
      dictionaries = new Snapshot.Dictionaries(attributeValues, propertyValues);
    }
    return dictionaries;
  }

  /// Some parts are being merged: the writer leaves them alone until others are. On the writer's
  /// thread.
  void claim(Set<Part> parts) {
    claimed = parts;
  }

  /// Whether a part is being merged.
  boolean isClaimed(Part part) {
    return claimed.contains(part);
  }

  /// Publishes a snapshot of the same customers and names with other contents; on the writer's
  /// thread.
  ///
  /// @param built what the contents have that the current snapshot has not
  void replace(Snapshot.Contents contents, List<? extends Part> built) {
    Snapshot before = current;
    retainAllBut(contents, built);
    publish(
        new Snapshot(
            before.number() + 1,
            before.ordinals(),
            before.catalog(),
            customers,
            before.dictionaries(),
            contents));
  }

  /// Takes a hold of every part that the contents share with an earlier snapshot.
  ///
  /// @param built the others
  static void retainAllBut(Snapshot.Contents contents, List<? extends Part> built) {
    Set<Part> made = Merge.identitySet(built);
    contents.parts().filter(part -> !made.contains(part)).forEach(Part::retain);
  }

  /// Takes strings away that nobody has any more; on the writer's thread, while no checkpoint
  /// reads.
  ///
  /// @param used what was found in `seen`; what came since is looked at now
  boolean eraseUnused(Snapshot seen, UsedCodes used) {
    if (images > 0 || !tryAcquireWriter()) {
      return false;
    }
    try {
      used.addNew(seen, current);
      used.erase();
      stages().forget();
      return true;
    } finally {
      releaseWriter();
    }
  }

  /// Nothing is left of customers who were erased before a snapshot; on the writer's thread.
  ///
  /// @return false if an import is running, whose snapshot would not know
  boolean forgetErased(Snapshot before) {
    if (before.unpurged().isEmpty()) {
      return true;
    }
    if (!tryAcquireWriter()) {
      return false;
    }
    try {
      forget(before.unpurged().get().ordinals());
      return true;
    } finally {
      releaseWriter();
    }
  }

  private void forget(Bitmap gone) {
    Snapshot.Contents contents = current.contents();
    IntStream.Builder left = IntStream.builder();
    contents
        .unpurged()
        .ifPresent(erased ->
            erased
                .ordinals()
                .forEach(ordinal -> {
                  if (!gone.contains(ordinal)) {
                    left.add(ordinal);
                  }
                }));
    int[] ordinals = left.build().toArray();
    List<Erased> built =
        ordinals.length == 0
            ? List.of()
            : List.of(Erased.with(region, budget, Optional.empty(), ordinals));
    replace(contents.withUnpurged(built.stream().findFirst()), built);
  }

  /// How many event ids are known; a moment ago, from any thread.
  public long knownIds() {
    return knownIds;
  }

  /// When the oldest of them arrived; a moment ago, from any thread.
  public OptionalLong knownSince() {
    return knownSince;
  }

  /// When something was written last, on the scale of `System.nanoTime()`.
  long lastWriteNanos() {
    return lastWriteNanos;
  }

  /// Writes over a customer's id as soon as no checkpoint reads it.
  void eraseLater(int ordinal) {
    if (images == 0) {
      customers.erase(ordinal);
    } else {
      erasedLater.add(ordinal);
    }
  }

  /// From here on ids and values that a snapshot may have stay as they are; on the writer's thread.
  public void holdImage() {
    images++;
  }

  /// They need not any more; on the writer's thread.
  public void releaseImage() {
    if (--images == 0) {
      erasedLater.forEach(customers::erase);
      erasedLater.clear();
    }
  }

  /// Frees everything. Whoever still reads then fails.
  @Override
  public void close() {
    current.release();
    customers.close();
    dictionary.close();
    eventIds.close();
    if (stages != null) {
      stages.close();
    }
    attributeValues.values().forEach(ValueDictionary::close);
    propertyValues.values().forEach(ValueDictionary::close);
  }
}
