package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.query.Limits;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the engine and the definition of its language agree. Method: seeded random populations,
/// loaded in random parts and order, random segments, lists and partitions, and seeded random
/// expressions over all of it whose edges hit events exactly; every answer is compared with
/// [BruteForce]. A failure prints the seed and the expression.
class OracleTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  /// Segments of segments become larger than a caller's may be.
  static final Limits LIMITS = new Limits(64, 1_000_000, 1_000_000);

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {1_000, 2_000, 3_000, 4_000, 5_000, 6_000})
  void busyPopulationsAnswerAsDefined(long seed) {
    var drawn = new DrawnKinds();
    for (int i = 0; i < 12; i++) {
      compare(RandomPopulation.small(seed + i), 40, drawn);
    }
    drawn.assertEachDrawn(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void populationsOfSeveralChunksAnswerAsDefined(long seed) {
    compare(RandomPopulation.large(seed), 15, new DrawnKinds());
  }

  @Tag("long")
  @Test
  void manyMorePopulationsAnswerAsDefined() {
    long end = System.nanoTime() + 120_000_000_000L;
    for (long seed = 1_000_000; System.nanoTime() < end; seed++) {
      compare(RandomPopulation.small(seed), 60, new DrawnKinds());
      if (seed % 20 == 0) {
        compare(RandomPopulation.large(seed), 20, new DrawnKinds());
      }
    }
  }

  @Test
  void theOracleKnowsThePositionsThatTheLanguageStates() {
    assertThat(SamplePosition.of("12346", "spring")).isEqualTo(381_417);
    assertThat(SamplePosition.of("12347", "spring")).isEqualTo(187_698);
    assertThat(SamplePosition.of("12346", "holdout")).isEqualTo(960_108);
  }

  private static void compare(RandomPopulation population, int expressions, DrawnKinds drawn) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, LIMITS))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      int imports = new Dice(population.seed()).between(1, 4);
      for (List<Table> tables : PopulationTables.of(population, imports, population.seed())) {
        assertThat(Loading.load(engine, WORKSPACE, tables).refused())
            .as("refused lines of %s", population)
            .isZero();
      }
      var library = new RandomLibrary(population.seed(), population);
      for (int i = 0; i < 2; i++) {
        library.save(engine.library(WORKSPACE), population.customers());
      }
      assertThat(engine.catalog(WORKSPACE))
          .as("catalogue of %s", population)
          .isEqualTo(population.catalog());
      new Examination(engine, WORKSPACE, population, library, drawn)
          .compare(population.customers(), expressions);
    }
  }
}
