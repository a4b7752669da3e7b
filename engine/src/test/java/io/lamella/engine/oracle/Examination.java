package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;

/// Asks an engine random questions about a population and what is kept under names, and compares
/// every answer with the oracle's.
///
/// @param drawn counts what was asked
record Examination(
    Engine engine,
    String workspace,
    RandomPopulation population,
    RandomLibrary library,
    DrawnKinds drawn) {

  /// @param customers whom the workspace holds now
  /// @param expressions how many are drawn, a third of them single conditions
  void compare(List<Customer> customers, int expressions) {
    assertThat(engine.describe(workspace).population())
        .as("population of %s", population)
        .isEqualTo(customers.size());
    var random = new RandomExpressions(population.seed(), population, library.kept());
    List<Predicate> predicates = new ArrayList<>();
    for (int i = 0; i < expressions; i++) {
      predicates.add(i % 3 == 0 ? random.nextLeaf() : random.next());
    }
    drawn.add(predicates);
    new Opinions(engine, workspace, population, customers, library.kept()).compare(predicates);
    var stages = new StageOpinions(engine, workspace, population, customers, library.kept());
    var dice = new Dice(population.seed());
    library.partitions().forEach((name, of) -> stages.compare(name, of, dice));
  }
}
