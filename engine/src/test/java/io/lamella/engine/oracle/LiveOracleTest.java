package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what was written live is answered as defined, also after restarts. Method: the populations
/// of [OracleTest], written as [LiveWrites] in batches, between which segments, lists and
/// partitions are saved, and the engine is sometimes closed and opened again, or writes a
/// checkpoint; in between and in the end every answer is compared with [BruteForce] over
/// [PlainCustomers].
class LiveOracleTest {
  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {1_000, 2_000, 3_000, 4_000})
  void busyPopulationsAnswerAsDefined(long seed) {
    var drawn = new DrawnKinds();
    for (int i = 0; i < 6; i++) {
      compare(RandomPopulation.small(seed + i), 30, i % 2 == 0, drawn);
    }
    drawn.assertEachDrawn(5);
    drawn.assertDrawn(50, Measure.Per.class, Operand.RatioOf.class);
    drawn.assertDrawn(50, Predicate.InSegment.class, Predicate.InList.class);
    drawn.assertDrawn(50, (Object[]) Predicate.End.values());
    drawn.assertDrawn(50, (Object[]) Step.Order.values());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void populationsOfSeveralChunksAnswerAsDefined(long seed) {
    compare(RandomPopulation.large(seed), 15, true, new DrawnKinds());
  }

  private void compare(
      RandomPopulation population, int expressions, boolean restarts, DrawnKinds drawn) {
    long seed = population.seed();
    EngineConfig config =
        new EngineConfig(MEMORY_BYTES, 1, OracleTest.LIMITS)
            .with(Storage.in(folder.resolve(Long.toString(seed))));
    Engine engine = Engine.open(config);
    try {
      engine.putWorkspace(WORKSPACE, population.settings());
      List<List<Write>> batches = LiveWrites.of(population, seed);
      var plain = new PlainCustomers();
      var library = new RandomLibrary(seed, population);
      Dice dice = new Dice(~seed);
      List<CompletableFuture<WriteResult>> results = new ArrayList<>();
      for (List<Write> batch : batches) {
        results.add(engine.write(WORKSPACE, batch));
        plain.apply(batch);
        library.written(batch);
        if (dice.chance(4.0 / batches.size())) {
          check(results, population);
          List<Customer> customers = plain.customers();
          library.save(engine.library(WORKSPACE), customers);
          if (restarts && dice.chance(0.5)) {
            engine.close();
            engine = Engine.open(config);
          } else {
            engine.checkpoint(dice.chance(0.3)).join();
          }
          new Examination(engine, WORKSPACE, population, library, drawn)
              .compare(customers, expressions / 8);
        }
        if (results.size() == 100) {
          check(results, population);
        }
      }
      check(results, population);
      List<Customer> customers = plain.customers();
      assertThat(customers).as("%s", population).hasSameSizeAs(population.customers());
      library.save(engine.library(WORKSPACE), customers);
      new Examination(engine, WORKSPACE, population, library, drawn)
          .compare(customers, expressions);
      engine.checkpoint(true).join();
      new Examination(engine, WORKSPACE, population, library, drawn)
          .compare(customers, expressions / 2);
      engine.close();
      engine = Engine.open(config);
      new Examination(engine, WORKSPACE, population, library, drawn)
          .compare(customers, expressions / 2);
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
}
