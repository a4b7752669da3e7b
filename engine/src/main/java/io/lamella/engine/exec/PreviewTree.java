package io.lamella.engine.exec;

import io.lamella.engine.api.Preview;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A predicate's tree, laid out to be evaluated node by node. It has *places*, one for each node,
/// numbered from the root down, and *terms*, what is to be evaluated: equal predicates, and equal
/// plans, are one term in several places. Immutable.
public final class PreviewTree {

  /// Where a predicate stands.
  ///
  /// @param term the number of what is evaluated for it
  /// @param known the number of the term of those who have the value it is about
  /// @param isLeaf whether no group is in it or below it
  /// @param isFlat whether its children are leaves
  record Place(
      Predicate predicate,
      int number,
      int term,
      OptionalInt known,
      boolean isLeaf,
      boolean isFlat,
      List<Place> children) {}

  /// A term that is made of others.
  record Inner(Predicate predicate, List<Integer> terms) {}

  /// What counting and joining a term's words takes in a chunk, and asking who turns with a place.
  private static final long TERM_NANOS = 200;

  private static final long PLACE_NANOS = 100;

  private final List<Plan> plans;
  private final List<Inner> inners;
  private final Place root;
  private final int places;

  private PreviewTree(List<Plan> plans, List<Inner> inners, Place root, int places) {
    this.plans = plans;
    this.inners = inners;
    this.root = root;
    this.places = places;
  }

  /// Lays a tree out.
  ///
  /// @param clauses its conditions in the order in which they stand
  public static PreviewTree of(Predicate predicate, List<Planner.Clause> clauses) {
    return new Builder(clauses).build(predicate);
  }

  /// What is read of the snapshot: terms with these numbers.
  public List<Plan> plans() {
    return plans;
  }

  /// The terms that follow on the plans', those they are made of before them.
  List<Inner> inners() {
    return inners;
  }

  Place root() {
    return root;
  }

  /// How many places.
  int places() {
    return places;
  }

  /// How many terms.
  int terms() {
    return plans.size() + inners.size();
  }

  /// What evaluating it takes on one core, in nanoseconds, roughly.
  public long estimatedNanos(long population) {
    long chunks = (population + Population.CHUNK - 1) >>> 16;
    return plans.stream().mapToLong(plan -> plan.weight().costNanos()).sum()
        + chunks * (terms() * TERM_NANOS + places * PLACE_NANOS);
  }

  /// Tells what was found, node by node.
  ///
  /// @param counts customers of each term
  /// @param changes by how much the total changes without each place
  Preview.Node describe(long[] counts, long[] changes, long population) {
    return describe(root, counts, changes, population, population);
  }

  private Preview.Node describe(
      Place place, long[] counts, long[] changes, long without, long population) {
    List<Preview.Node> children = new ArrayList<>();
    for (Place child : place.children) {
      // What has lost its only term goes with it.
      boolean only = place.children.size() == 1;
      children.add(
          describe(
              child,
              counts,
              changes,
              only ? without : counts[root.term] + changes[child.number],
              population));
    }
    return new Preview.Node(
        place.predicate,
        counts[place.term],
        without,
        place.known.isPresent()
            ? OptionalLong.of(population - counts[place.known.getAsInt()])
            : OptionalLong.empty(),
        children);
  }

  private static final class Builder {
    private final Iterator<Planner.Clause> clauses;
    private final Map<Plan, Integer> plans = new LinkedHashMap<>();
    private final Map<Predicate, Integer> terms = new LinkedHashMap<>();
    private final List<Inner> inners = new ArrayList<>();
    private int places;

    Builder(List<Planner.Clause> clauses) {
      this.clauses = clauses.iterator();
      for (Planner.Clause clause : clauses) {
        plans.putIfAbsent(clause.plan(), plans.size());
        clause.known().ifPresent(known -> plans.putIfAbsent(known, plans.size()));
      }
    }

    PreviewTree build(Predicate predicate) {
      Place root = place(predicate);
      return new PreviewTree(List.copyOf(plans.keySet()), List.copyOf(inners), root, places);
    }

    private Place place(Predicate predicate) {
      int number = places++;
      List<Predicate> parts = Terms.of(predicate);
      if (parts.isEmpty()) {
        Planner.Clause clause = clauses.next();
        int term = plans.getOrDefault(clause.plan(), 0);
        OptionalInt known =
            clause
                .known()
                .map(plan -> OptionalInt.of(plans.getOrDefault(plan, 0)))
                .orElse(OptionalInt.empty());
        return new Place(predicate, number, term, known, true, true, List.of());
      }
      List<Place> children = new ArrayList<>();
      for (Predicate part : parts) {
        children.add(place(part));
      }
      Integer term = terms.get(predicate);
      if (term == null) {
        term = plans.size() + inners.size();
        inners.add(new Inner(predicate, children.stream().map(Place::term).toList()));
        terms.put(predicate, term);
      }
      boolean isFlat = children.stream().allMatch(Place::isLeaf);
      return new Place(
          predicate,
          number,
          term,
          OptionalInt.empty(),
          isFlat && predicate instanceof Predicate.Not,
          isFlat,
          List.copyOf(children));
    }
  }
}
