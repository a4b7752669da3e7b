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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Tells which of the saved segments some customers are in. Remembers which segments were found
/// right, for as long as neither they nor names and types change. Safe for use by many threads.
final class SegmentsOfCustomers {
  private final Limits limits;
  private final Execution.Workers workers;
  private final BooleanSupplier engineOpen;
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();

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

  SegmentMemberships of(
      Workspace workspace, List<String> ids, Optional<Instant> asOf, Deadline deadline) {
    checkIds(ids);
    long start = System.nanoTime();
    Lease lease = workspace.lease();
    lease.enter();
    PinnedExecution pinned;
    Checked segments;
    long nowMillis = asOf.orElseGet(Instant::now).toEpochMilli();
    try {
      Snapshot snapshot = lease.snapshot();
      segments = checked(workspace, snapshot);
      List<Plan> plans =
          Planner.segments(segments.right, new SnapshotStatistics(snapshot), nowMillis);
      pinned =
          PinnedExecution.of(workspace, lease, new Execution(snapshot, plans, workers), engineOpen);
      lease.exit();
    } catch (RuntimeException e) {
      lease.exit();
      workspace.end(lease);
      throw e;
    }
    try {
      long planned = System.nanoTime();
      List<OfCustomer> customers =
          pinned.whileOpen(() -> customers(pinned, segments.right, ids, deadline));
      return new SegmentMemberships(
          pinned.snapshot(),
          Instant.ofEpochMilli(nowMillis),
          pinned.population(),
          segments.right.size(),
          customers,
          segments.faults,
          planned - start,
          System.nanoTime() - planned);
    } finally {
      pinned.close();
    }
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
      PinnedExecution pinned, List<String> names, List<String> ids, Deadline deadline) {
    Snapshot snapshot = pinned.execution().snapshot();
    List<OptionalInt> places =
        ids.stream().map(id -> CustomerLookup.ordinal(pinned.workspace(), snapshot, id)).toList();
    int[] ordinals = places.stream().flatMapToInt(OptionalInt::stream).distinct().toArray();
    List<BitSet> found = Memberships.of(pinned.execution(), ordinals, deadline);
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
