package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SegmentMemberships;
import io.lamella.engine.api.SegmentMemberships.OfCustomer;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.Memberships;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.CustomerLookup;
import io.lamella.engine.ingest.Lease;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Tells which of the saved segments some customers are in. Safe for use by many threads.
///
/// Planning 200 segments takes longer than asking them about one customer, so both what was found
/// right and what was made ready are remembered: while no snapshot follows, a question without an
/// instant is answered as of the one before it, if that is less than a second old, and says so.
/// Whatever is written makes a snapshot, so that the next question sees it.
final class SegmentsOfCustomers {
  /// For so long the clock's instant is taken to be now.
  private static final long REUSED_NANOS = 1_000_000_000L;

  /// So many are kept of what is made ready for one question at a time.
  private static final int IDLE = 2;

  private final Limits limits;
  private final Execution.Workers workers;
  private final BooleanSupplier engineOpen;
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  SegmentsOfCustomers(Limits limits, Execution.Workers workers, BooleanSupplier engineOpen) {
    this.limits = limits;
    this.workers = workers;
    this.engineOpen = engineOpen;
  }

  /// What was found of a workspace's segments.
  ///
  /// @param right the names of those that may be asked, ascending
  private record Checked(
      Definitions definitions, Catalog catalog, List<String> right, List<Fault> faults) {
    /// Whether it holds for a snapshot, too.
    @SuppressWarnings("ReferenceEquality") // Comparing what is in them takes as long as checking.
    boolean isOf(Snapshot snapshot) {
      return definitions == snapshot.definitions() && catalog == snapshot.catalog();
    }
  }

  /// A workspace's segments, planned for one snapshot and instant.
  ///
  /// @param ofClock whether the instant is the clock's, not the caller's
  /// @param idle what is ready for the next question
  private record Ready(
      Checked segments,
      Execution execution,
      long nowMillis,
      boolean ofClock,
      long madeNanos,
      BlockingQueue<Memberships> idle) {

    /// Whether it answers a question, whose snapshot is held.
    @SuppressWarnings("ReferenceEquality") // A snapshot is itself alone.
    boolean answers(Snapshot snapshot, Optional<Instant> asOf) {
      return execution.snapshot() == snapshot
          && (asOf.isPresent()
              ? asOf.get().toEpochMilli() == nowMillis
              : ofClock && System.nanoTime() - madeNanos < REUSED_NANOS);
    }

    List<BitSet> memberships(int[] ordinals, Deadline deadline) {
      Memberships taken = idle.poll();
      if (taken == null) {
        taken = new Memberships(execution.snapshot(), execution.plans(), deadline);
      }
      List<BitSet> found = taken.of(ordinals, deadline);
      idle.offer(taken);
      return found;
    }
  }

  SegmentMemberships of(
      Workspace workspace, List<String> ids, Optional<Instant> asOf, Deadline deadline) {
    checkIds(ids);
    long start = System.nanoTime();
    Lease lease = workspace.lease();
    lease.enter();
    Ready segments;
    PinnedExecution pinned;
    try {
      segments = ready(workspace, lease.snapshot(), asOf);
      pinned = PinnedExecution.of(workspace, lease, segments.execution, engineOpen);
      lease.exit();
    } catch (RuntimeException e) {
      lease.exit();
      workspace.end(lease);
      throw e;
    }
    try {
      long planned = System.nanoTime();
      List<OfCustomer> customers =
          pinned.whileOpen(() -> customers(workspace, segments, ids, deadline));
      return new SegmentMemberships(
          pinned.snapshot(),
          Instant.ofEpochMilli(segments.nowMillis),
          pinned.population(),
          segments.segments.right.size(),
          customers,
          segments.segments.faults,
          planned - start,
          System.nanoTime() - planned);
    } finally {
      pinned.close();
    }
  }

  private Ready ready(Workspace workspace, Snapshot snapshot, Optional<Instant> asOf) {
    Ready known = ready.get(workspace.name());
    if (known != null && known.answers(snapshot, asOf)) {
      return known;
    }
    long nowMillis = asOf.orElseGet(Instant::now).toEpochMilli();
    Checked segments = checked(workspace, snapshot);
    List<Plan> plans =
        Planner.segments(segments.right, new SnapshotStatistics(snapshot), nowMillis);
    var made =
        new Ready(
            segments,
            new Execution(snapshot, plans, workers),
            nowMillis,
            asOf.isEmpty(),
            System.nanoTime(),
            new ArrayBlockingQueue<>(IDLE));
    ready.put(workspace.name(), made);
    return made;
  }

  private static void checkIds(List<String> ids) {
    List<Fault> faults = new ArrayList<>();
    if (ids.isEmpty() || ids.size() > SegmentMemberships.MAX_CUSTOMERS) {
      faults.add(
          new Fault(
              "customer_ids",
              "1 to "
                  + SegmentMemberships.MAX_CUSTOMERS
                  + " customers are asked about at once: customer_ids="
                  + ids.size()));
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).isEmpty()) {
        faults.add(new Fault("customer_ids[" + i + "]", "a customer id is empty"));
      }
    }
    if (!faults.isEmpty()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, "the customers are refused", faults);
    }
  }

  private Checked checked(Workspace workspace, Snapshot snapshot) {
    Checked known = checked.get(workspace.name());
    if (known != null && known.isOf(snapshot)) {
      return known;
    }
    Checked found = check(snapshot);
    checked.put(workspace.name(), found);
    return found;
  }

  /// What was right when it was saved may be no longer.
  private Checked check(Snapshot snapshot) {
    List<String> right = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (String name : snapshot.definitions().segments().keySet()) {
      List<Fault> found =
          Checker.check(
              new Located(new Predicate.InSegment(name), part -> ""),
              snapshot.catalog(),
              snapshot.definitions(),
              limits);
      if (found.isEmpty()) {
        right.add(name);
      }
      found.forEach(fault -> faults.add(new Fault("segment '" + name + "'", fault.message())));
    }
    return new Checked(
        snapshot.definitions(), snapshot.catalog(), List.copyOf(right), List.copyOf(faults));
  }

  private static List<OfCustomer> customers(
      Workspace workspace, Ready ready, List<String> ids, Deadline deadline) {
    Snapshot snapshot = ready.execution.snapshot();
    List<String> names = ready.segments.right;
    List<OptionalInt> places =
        ids.stream().map(id -> CustomerLookup.ordinal(workspace, snapshot, id)).toList();
    int[] ordinals = places.stream().flatMapToInt(OptionalInt::stream).distinct().toArray();
    List<BitSet> found = ready.memberships(ordinals, deadline);
    Map<Integer, List<String>> segments = new HashMap<>();
    for (int i = 0; i < ordinals.length; i++) {
      segments.put(ordinals[i], found.get(i).stream().mapToObj(names::get).toList());
    }
    List<OfCustomer> customers = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      OptionalInt ordinal = places.get(i);
      customers.add(
          new OfCustomer(
              ids.get(i),
              ordinal.isPresent(),
              ordinal.isPresent()
                  ? segments.getOrDefault(ordinal.getAsInt(), List.of())
                  : List.of()));
    }
    return customers;
  }
}
