package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Reach;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: whom customers are reached by is what a loop over customers finds. Method: seeded random
/// populations, segments, channels and steps; the loop takes one customer after another through
/// each channel until a step stops him.
class ReachTest {

  private static final String WORKSPACE = "default";

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {61_000, 62_000})
  void everyCustomerIsInOneRegion(long seed) {
    for (int i = 0; i < 4; i++) {
      compare(RandomPopulation.small(seed + i), 4);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {63})
  void chunksAddUp(long seed) {
    compare(RandomPopulation.large(seed), 1);
  }

  private static void compare(RandomPopulation population, int questions) {
    try (Engine engine = Loading.engine(WORKSPACE, population, 2)) {
      var random = new RandomExpressions(population.seed(), population);
      var dice = new Dice(population.seed());
      for (int i = 0; i < questions; i++) {
        List<ChannelSteps> channels =
            IntStream.range(0, dice.between(1, 4))
                .mapToObj(channel ->
                    new ChannelSteps(
                        "channel" + channel,
                        IntStream.range(0, dice.between(1, 3))
                            .mapToObj(step -> "step" + step)
                            .toList()))
                .toList();
        List<Predicate> predicates = new ArrayList<>();
        int wanted = 1 + channels.stream().mapToInt(channel -> channel.steps().size()).sum();
        while (predicates.size() < wanted) {
          // Few satisfy most expressions; of their complements many are left for the next step.
          predicates.add(dice.chance(0.6) ? new Predicate.Not(random.next()) : random.next());
        }
        List<Expression> expressions =
            predicates.stream()
                .<Expression>map(it -> new Expression.OfPredicate(new Located(it, part -> "")))
                .toList();
        var question = new Question(WORKSPACE, expressions, Optional.of(population.now()));
        try (PreparedQuestion prepared = engine.prepare(question)) {
          assertThat(prepared.reach(channels, Deadline.none()))
              .as("reach of %s by %s in %s", predicates, channels, population)
              .isEqualTo(expected(population, channels, predicates));
        }
      }
    }
  }

  private static Reach expected(
      RandomPopulation population, List<ChannelSteps> channels, List<Predicate> predicates) {
    var oracle =
        new BruteForce(population.settings(), population.now()).over(population.customers());
    long members = 0;
    int most = channels.stream().mapToInt(channel -> channel.steps().size()).max().orElseThrow();
    long[][] left = new long[channels.size()][most];
    long[][] removed = new long[channels.size()][most];
    long[] regions = new long[1 << channels.size()];
    for (Customer customer : population.customers()) {
      if (!oracle.holds(predicates.getFirst(), customer)) {
        continue;
      }
      members++;
      int region = 0;
      int predicate = 1;
      for (int channel = 0; channel < channels.size(); channel++) {
        boolean reached = true;
        for (int step = 0; step < channels.get(channel).steps().size(); step++) {
          boolean holds = oracle.holds(predicates.get(predicate++), customer);
          if (reached) {
            (holds ? left : removed)[channel][step]++;
          }
          reached &= holds;
        }
        region |= reached ? 1 << channel : 0;
      }
      regions[region]++;
    }
    List<Reach.Channel> reached = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      List<Reach.Step> steps = new ArrayList<>();
      for (int step = 0; step < channels.get(channel).steps().size(); step++) {
        steps.add(
            new Reach.Step(
                channels.get(channel).steps().get(step),
                left[channel][step],
                removed[channel][step]));
      }
      reached.add(new Reach.Channel(channels.get(channel).name(), steps));
    }
    return new Reach(members, reached, Arrays.stream(regions).boxed().toList());
  }
}
