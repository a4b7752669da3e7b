package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Preview;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: every number of a preview is the one that its definition gives. Method: seeded random
/// populations and trees, in which clauses come back in other places; each node is asked of
/// [BruteForce] alone, and the whole once more with the node taken out of the tree.
class PreviewTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {10_000, 20_000, 30_000})
  void everyNodeOfATreeIsCountedAsDefined(long seed) {
    for (int i = 0; i < 6; i++) {
      compare(RandomPopulation.small(seed + i), 30);
    }
  }

  @Tag("long")
  @Test
  void manyMoreTreesAreCountedAsDefined() {
    long end = System.nanoTime() + 40_000_000_000L;
    for (long seed = 2_000_000; System.nanoTime() < end; seed++) {
      compare(RandomPopulation.small(seed), 60);
      if (seed % 20 == 0) {
        compare(RandomPopulation.large(seed), 4);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void chunksAddUpAndTheLastOneIsNotFull(long seed) {
    compare(RandomPopulation.large(seed), 4);
  }

  private static void compare(RandomPopulation population, int trees) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      var random = new RandomExpressions(population.seed(), population);
      var dice = new Dice(population.seed());
      // The oracle is slow.
      Map<Predicate, Long> counts = new HashMap<>();
      for (int i = 0; i < trees; i++) {
        Predicate predicate = i % 2 == 0 ? random.next() : tree(dice, random);
        new Comparing(engine, population, predicate, counts).compare();
      }
    }
  }

  /// Up to eight clauses, some of them twice, in groups of every kind and of any size.
  private static Predicate tree(Dice dice, RandomExpressions random) {
    List<Predicate> clauses = new ArrayList<>();
    for (int i = dice.between(2, 8); i > 0; i--) {
      clauses.add(random.nextLeaf());
    }
    List<Predicate> parts = new ArrayList<>(clauses);
    for (int i = dice.between(1, 4); i > 0; i--) {
      List<Predicate> terms = dice.some(dice.between(1, 5), parts);
      Predicate group =
          switch (dice.between(0, 4)) {
            case 0 -> terms.size() > 1 ? new Predicate.And(terms) : terms.getFirst();
            case 1 -> terms.size() > 1 ? new Predicate.Or(terms) : terms.getFirst();
            case 2 -> new Predicate.Not(terms.getFirst());
            default ->
                new Predicate.Quantified(
                    dice.pick(Predicate.Quantifier.values()), dice.between(0, terms.size()), terms);
          };
      parts.add(group);
    }
    return parts.getLast();
  }

  private record Comparing(
      Engine engine, RandomPopulation population, Predicate whole, Map<Predicate, Long> counts) {

    void compare() {
      Question question =
          new Question(
              WORKSPACE,
              List.of(new Expression.OfPredicate(new Located(whole, part -> ""))),
              Optional.of(population.now()));
      try (PreparedQuestion prepared = engine.prepare(question)) {
        Preview preview = prepared.preview(100, Deadline.none());
        assertThat(preview.population()).isEqualTo(population.customers().size());
        assertThat(preview.count()).isEqualTo(prepared.counts(Deadline.none())[0]);
        compare(preview.root(), whole, List.of());
      }
    }

    private void compare(Preview.Node node, Predicate predicate, List<Integer> path) {
      String what =
          path
              + ": "
              + Expressions.print(predicate)
              + "\nin "
              + Expressions.print(whole)
              + "\nof "
              + population;
      assertThat(node.predicate()).as(what).isEqualTo(predicate);
      assertThat(node.count()).as("count of %s", what).isEqualTo(count(Optional.of(predicate)));
      assertThat(node.without()).as("without %s", what).isEqualTo(count(Without.node(whole, path)));
      assertThat(node.unknown()).as("unknown of %s", what).isEqualTo(unknown(predicate));
      List<Predicate> terms = Terms.of(predicate);
      assertThat(node.children()).as(what).hasSameSizeAs(terms);
      for (int i = 0; i < terms.size(); i++) {
        List<Integer> child = new ArrayList<>(path);
        child.add(i);
        compare(node.children().get(i), terms.get(i), child);
      }
    }

    private long count(Optional<Predicate> predicate) {
      return predicate.isEmpty()
          ? population.customers().size()
          : counts.computeIfAbsent(
              predicate.get(),
              asked ->
                  (long)
                      new BruteForce(population.settings(), population.now())
                          .members(asked, population.customers())
                          .size());
    }

    private OptionalLong unknown(Predicate predicate) {
      return new Unknowns(new BruteForce(population.settings(), population.now()))
          .of(predicate)
          .map(unknown -> population.customers().stream().filter(unknown).count())
          .map(OptionalLong::of)
          .orElse(OptionalLong.empty());
    }
  }
}
