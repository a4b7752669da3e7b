package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Compares what the engine says about the stages of partitions with a plain loop: everybody is in
/// the first stage that fits, or in none; between two instants everybody goes from the one of the
/// first to the one of the second.
final class StageOpinions {
  private final Engine engine;
  private final String workspace;
  private final RandomPopulation population;
  private final List<Customer> customers;
  private final Kept kept;

  /// @param customers whom the workspace holds now
  StageOpinions(
      Engine engine,
      String workspace,
      RandomPopulation population,
      List<Customer> customers,
      Kept kept) {
    this.engine = engine;
    this.workspace = workspace;
    this.population = population;
    this.customers = customers;
    this.kept = kept;
  }

  /// Stages at the population's *now*, and the moves up to it from an instant before.
  void compare(String name, List<Predicate> stages, Dice dice) {
    Instant now = population.now();
    int[] last = places(stages, now);
    try (PreparedStages prepared = engine.library(workspace).stages(name, now)) {
      long[][] counts = prepared.counts(Deadline.none());
      assertThat(counts)
          .as("stages %s in %s", prepared.expressions(), population)
          .isDeepEqualTo(moves(last, last, stages.size()));
      List<Expression> each = prepared.expressions().stream().map(Expression::of).toList();
      try (PreparedQuestion question =
          engine.prepare(new Question(workspace, each, Optional.of(now)))) {
        long[] alone = question.counts(Deadline.none());
        for (int i = 0; i < alone.length; i++) {
          assertThat(alone[i]).as("%s in %s", each.get(i), population).isEqualTo(counts[i][i]);
        }
      }
    }
    Instant from =
        new Windows(population.settings(), now)
            .ofAttribute(new Window.Last(dice.pick(Moments.SPANS)))
            .from();
    try (PreparedStages prepared = engine.library(workspace).moves(name, from, now)) {
      assertThat(prepared.counts(Deadline.none()))
          .as("moves from %s through %s in %s", from, prepared.expressions(), population)
          .isDeepEqualTo(moves(places(stages, from), last, stages.size()));
    }
  }

  /// Of each customer the first stage that fits at an instant; as many as there are for none.
  private int[] places(List<Predicate> stages, Instant instant) {
    BruteForce oracle = new BruteForce(population.settings(), instant, kept).over(customers);
    int[] places = new int[customers.size()];
    for (int i = 0; i < places.length; i++) {
      while (places[i] < stages.size() && !oracle.holds(stages.get(places[i]), customers.get(i))) {
        places[i]++;
      }
    }
    return places;
  }

  private static long[][] moves(int[] from, int[] to, int stages) {
    long[][] moves = new long[stages + 1][stages + 1];
    for (int i = 0; i < from.length; i++) {
      moves[from[i]][to[i]]++;
    }
    return moves;
  }
}
