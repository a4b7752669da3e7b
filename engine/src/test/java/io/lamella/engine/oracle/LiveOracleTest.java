package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Predicate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what was written live is answered as defined, also after restarts. Method: the populations
/// of [OracleTest], written as [LiveWrites] in batches, between which the engine is sometimes
/// closed and opened again, or writes a checkpoint; every answer is compared with [BruteForce].
class LiveOracleTest {
  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {1_000, 2_000, 3_000, 4_000})
  void busyPopulationsAnswerAsDefined(long seed) {
    for (int i = 0; i < 6; i++) {
      compare(RandomPopulation.small(seed + i), seed + i, 40, i % 2 == 0);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void populationsOfSeveralChunksAnswerAsDefined(long seed) {
    compare(RandomPopulation.large(seed), seed, 15, true);
  }

  private void compare(RandomPopulation population, long seed, int expressions, boolean restarts) {
    EngineConfig config =
        new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT)
            .with(Storage.in(folder.resolve(Long.toString(seed))));
    Engine engine = Engine.open(config);
    try {
      engine.putWorkspace(WORKSPACE, population.settings());
      List<List<Write>> batches = LiveWrites.of(population, seed);
      Dice dice = new Dice(~seed);
      List<CompletableFuture<WriteResult>> results = new ArrayList<>();
      for (List<Write> batch : batches) {
        results.add(engine.write(WORKSPACE, batch));
        if (dice.chance(4.0 / batches.size())) {
          check(results, population);
          if (restarts && dice.chance(0.5)) {
            engine.close();
            engine = Engine.open(config);
          } else {
            engine.checkpoint(dice.chance(0.3)).join();
          }
        }
        if (results.size() == 100) {
          check(results, population);
        }
      }
      check(results, population);
      compare(engine, population, expressions);
      engine.checkpoint(true).join();
      compare(engine, population, expressions / 2);
      engine.close();
      engine = Engine.open(config);
      compare(engine, population, expressions / 2);
    } finally {
      engine.close();
    }
  }

  private static void check(
      List<CompletableFuture<WriteResult>> results, RandomPopulation population) {
    for (CompletableFuture<WriteResult> result : results) {
      assertThat(result.join().outcomes())
          .as("outcomes in %s", population)
          .noneMatch(outcome -> outcome instanceof WriteResult.Refused);
    }
    results.clear();
  }

  private static void compare(Engine engine, RandomPopulation population, int expressions) {
    assertThat(engine.describe(WORKSPACE).population())
        .as("population of %s", population)
        .isEqualTo(population.customers().size());
    Opinions opinions = new Opinions(engine, WORKSPACE, population);
    RandomExpressions random = new RandomExpressions(population.seed(), population);
    List<Predicate> predicates = new ArrayList<>();
    for (int i = 0; i < expressions; i++) {
      predicates.add(i % 3 == 0 ? random.nextLeaf() : random.next());
    }
    opinions.compare(predicates);
  }
}
