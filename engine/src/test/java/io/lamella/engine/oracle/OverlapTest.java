package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.Overlap.Region;
import io.lamella.engine.api.Overlap.Relation;
import io.lamella.engine.api.Overlap.RelationKind;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what segments have in common is what sets of customers have in common, and every region
/// can be asked further. Method: seeded random populations and segments, some of them made of
/// others so that they relate; the oracle's members as sets of ids.
class OverlapTest {

  private static final String WORKSPACE = "default";
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {71_000, 72_000})
  void everyCustomerIsInOneRegion(long seed) {
    for (int i = 0; i < 4; i++) {
      compare(RandomPopulation.small(seed + i), 3);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {73})
  void chunksAddUp(long seed) {
    compare(RandomPopulation.large(seed), 1);
  }

  @Test
  void theRegionsOfThirteenSegmentsAreRefused() {
    RandomPopulation population = RandomPopulation.small(74);
    try (Engine engine = Loading.engine(WORKSPACE, population, 1);
        PreparedQuestion question =
            prepare(engine, population, Collections.nCopies(13, new Predicate.Everyone()))) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> question.overlap(Overlap.Extent.PAIRS_AND_REGIONS, Deadline.none()))
          .satisfies(e ->
              assertThat(e.faults())
                  .extracting(Object::toString)
                  .containsExactly(
                      "regions: the regions of at most 12 segments are told: expressions=13"));
      assertThat(question.overlap(Overlap.Extent.PAIRS, Deadline.none()).relations())
          .hasSize(13 * 12 / 2);
    }
  }

  private static void compare(RandomPopulation population, int questions) {
    try (Engine engine = Loading.engine(WORKSPACE, population, 2)) {
      var random = new RandomExpressions(population.seed(), population);
      var dice = new Dice(population.seed());
      for (int i = 0; i < questions; i++) {
        new Comparing(engine, population, segments(random, dice)).compare();
      }
    }
  }

  /// Up to 12, each perhaps made of one before it.
  private static List<Predicate> segments(RandomExpressions random, Dice dice) {
    List<Predicate> segments = new ArrayList<>();
    int wanted = dice.pick(1, 4, 8, 9, 12);
    while (segments.size() < wanted) {
      Predicate next = random.next();
      if (dice.chance(0.5) && !segments.isEmpty()) {
        Predicate other = segments.get(dice.between(0, segments.size() - 1));
        next =
            dice.pick(
                other,
                new Predicate.Not(other),
                new Predicate.And(List.of(other, next)),
                new Predicate.Or(List.of(next, other)));
      }
      segments.add(next);
    }
    return segments;
  }

  private static PreparedQuestion prepare(
      Engine engine, RandomPopulation population, List<? extends Predicate> predicates) {
    List<Expression> expressions = predicates.stream().map(Opinions::tree).toList();
    return engine.prepare(new Question(WORKSPACE, expressions, Optional.of(population.now())));
  }

  private record Comparing(Engine engine, RandomPopulation population, List<Predicate> predicates) {

    void compare() {
      var oracle =
          new BruteForce(population.settings(), population.now()).over(population.customers());
      List<Set<String>> members =
          predicates.stream().map(it -> oracle.members(it, population.customers())).toList();
      try (PreparedQuestion question = prepare(engine, population, predicates)) {
        Overlap overlap = question.overlap(Overlap.Extent.PAIRS_AND_REGIONS, Deadline.none());
        String what = predicates + " in " + population;
        List<Relation> relations = new ArrayList<>();
        for (int a = 0; a < members.size(); a++) {
          for (int b = 0; b < members.size(); b++) {
            comparePair(overlap, a, b, members, what);
            if (a < b) {
              relation(a, b, members).ifPresent(relations::add);
            }
          }
        }
        assertThat(overlap.relations()).as(what).isEqualTo(relations);
        compareRegions(overlap, members, what);
      }
    }

    private static void comparePair(
        Overlap overlap, int a, int b, List<Set<String>> members, String what) {
      Set<String> both = new HashSet<>(members.get(a));
      both.retainAll(members.get(b));
      Set<String> either = new HashSet<>(members.get(a));
      either.addAll(members.get(b));
      assertThat(overlap.count(a, b)).as(what).isEqualTo(both.size());
      assertThat(overlap.jaccard(a, b))
          .as(what)
          .isCloseTo(both.size() / (double) Math.max(1, either.size()), within(ROUNDING));
      assertThat(overlap.containment(a, b))
          .as(what)
          .isCloseTo(both.size() / (double) Math.max(1, members.get(a).size()), within(ROUNDING));
    }

    private static Optional<Relation> relation(int a, int b, List<Set<String>> members) {
      Set<String> inA = members.get(a);
      Set<String> inB = members.get(b);
      if (inA.isEmpty() || inB.isEmpty()) {
        return Optional.empty();
      }
      if (inA.equals(inB)) {
        return Optional.of(new Relation(RelationKind.SAME, a, b));
      }
      if (inB.containsAll(inA)) {
        return Optional.of(new Relation(RelationKind.INSIDE, a, b));
      }
      return inA.containsAll(inB)
          ? Optional.of(new Relation(RelationKind.INSIDE, b, a))
          : Optional.empty();
    }

    private void compareRegions(Overlap overlap, List<Set<String>> members, String what) {
      Map<List<Integer>, Long> expected = new HashMap<>();
      for (Customer customer : population.customers()) {
        List<Integer> in = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
          if (members.get(i).contains(customer.id())) {
            in.add(i);
          }
        }
        expected.merge(in, 1L, Long::sum);
      }
      Map<List<Integer>, Long> told = new HashMap<>();
      List<Region> regions = new ArrayList<>(overlap.regions());
      assertThat(regions)
          .as(what)
          .isSortedAccordingTo(Comparator.comparingLong(Region::count).reversed());
      if (overlap.none().count() > 0) {
        regions.add(overlap.none());
      }
      for (Region region : regions) {
        assertThat(told.put(region.segments(), region.count())).as(what).isNull();
      }
      assertThat(told).as(what).isEqualTo(expected);
      compareFurther(regions.stream().filter(it -> it.predicate().isPresent()).toList(), what);
    }

    /// Each region's expression counts the region.
    private void compareFurther(List<Region> regions, String what) {
      if (regions.isEmpty()) {
        return;
      }
      List<Predicate> further = regions.stream().map(it -> it.predicate().orElseThrow()).toList();
      try (PreparedQuestion question = prepare(engine, population, further)) {
        assertThat(question.counts(Deadline.none()))
            .as(what)
            .isEqualTo(regions.stream().mapToLong(Region::count).toArray());
      }
    }
  }
}
