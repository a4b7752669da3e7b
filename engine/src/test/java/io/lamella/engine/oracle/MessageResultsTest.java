package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.MessageResults;
import io.lamella.engine.api.MessageResults.Extent;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.ResultsForm;
import io.lamella.engine.api.ResultsForm.Comparison;
import io.lamella.engine.api.Write;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.effect.Share;
import io.lamella.engine.effect.Spending;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what became of a message is what a loop over customers counts and adds up. Method: seeded
/// random populations of whom some are erased, segments, steps and sums, every kind of comparison.
class MessageResultsTest {

  private static final String WORKSPACE = "default";

  private static final List<Comparison> COMPARISONS = List.of(Comparison.values());

  private static final List<ChannelSteps> CHANNELS =
      List.of(
          new ChannelSteps("email", List.of("sent", "opened", "ordered")),
          new ChannelSteps("sms", List.of("sent", "ordered", "clicked")),
          new ChannelSteps("push", List.of("sent", "ordered")));

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {51_000, 52_000})
  void everyGroupIsCountedAndSummed(long seed) {
    for (int i = 0; i < 3; i++) {
      compare(RandomPopulation.small(seed + i), COMPARISONS.size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {59})
  void chunksAddUp(long seed) {
    compare(RandomPopulation.large(seed), 1);
  }

  private static void compare(RandomPopulation population, int questions) {
    try (Engine engine = Loading.engine(WORKSPACE, population, 2)) {
      var random = new RandomExpressions(population.seed(), population);
      var dice = new Dice(population.seed());
      List<Customer> customers = afterErasing(engine, population.customers(), dice);
      for (int i = 0; i < questions; i++) {
        Optional<Operand.MeasureOf> revenue =
            dice.chance(0.8) ? sum(population, random, dice) : Optional.empty();
        var form =
            new ResultsForm(
                COMPARISONS.get((int) (population.seed() + i) % COMPARISONS.size()),
                CHANNELS.subList(0, dice.between(1, CHANNELS.size())),
                revenue.map(MessageResultsTest::property));
        List<Predicate> predicates = new ArrayList<>();
        while (predicates.size() < form.expressions() - (revenue.isPresent() ? 1 : 0)) {
          // Few satisfy most expressions: with their complements groups are of all sizes.
          predicates.add(dice.chance(0.4) ? new Predicate.Not(random.next()) : random.next());
        }
        Case.of(population, customers, form, predicates, revenue).compare(engine);
      }
    }
  }

  /// The customers who are left after some were erased.
  private static List<Customer> afterErasing(Engine engine, List<Customer> customers, Dice dice) {
    List<Customer> erased = dice.some(5, customers);
    engine
        .write(
            WORKSPACE,
            erased.stream().<Write>map(customer -> new Write.Erase(customer.id())).toList())
        .join();
    return customers.stream().filter(customer -> !erased.contains(customer)).toList();
  }

  private static String property(Operand.MeasureOf sum) {
    return ((Measure.OfProperty) sum.measure()).property().name();
  }

  /// A sum over random events, if any has a number.
  private static Optional<Operand.MeasureOf> sum(
      RandomPopulation population, RandomExpressions random, Dice dice) {
    for (int i = 0; i < 200; i++) {
      if (random.nextLeaf() instanceof Predicate.Did(Selection selection)) {
        List<Named> numbers =
            population
                .properties(
                    selection.behaviours().stream().map(Selection.BehaviourName::name).toList())
                .stream()
                .filter(it -> it.type() == ValueType.NUMBER)
                .toList();
        if (!numbers.isEmpty()) {
          return Optional.of(
              new Operand.MeasureOf(
                  selection,
                  new Measure.OfProperty(
                      Measure.Function.SUM, Field.named(dice.pick(numbers).name()))));
        }
      }
    }
    return Optional.empty();
  }

  /// A question and what the oracle knows of it.
  ///
  /// @param members who satisfies each predicate, and then everybody
  /// @param amounts what customers have of the revenue, if it is asked for
  private record Case(
      RandomPopulation population,
      ResultsForm form,
      List<Predicate> predicates,
      Optional<Operand.MeasureOf> revenue,
      List<Set<String>> members,
      Map<String, BigDecimal> amounts) {

    static Case of(
        RandomPopulation population,
        List<Customer> customers,
        ResultsForm form,
        List<Predicate> predicates,
        Optional<Operand.MeasureOf> revenue) {
      var oracle = new BruteForce(population.settings(), population.now());
      List<Set<String>> members =
          Stream.concat(predicates.stream(), Stream.of(new Predicate.Everyone()))
              .map(predicate -> oracle.members(predicate, customers))
              .toList();
      Map<String, BigDecimal> amounts = new HashMap<>();
      for (Customer customer : customers) {
        revenue.ifPresent(it -> amounts.put(customer.id(), oracle.sum(it, customer)));
      }
      return new Case(population, form, predicates, revenue, members, amounts);
    }

    void compare(Engine engine) {
      List<Expression> expressions =
          Stream.concat(
                  predicates.stream(),
                  revenue.map(it -> new Predicate.Did(it.selection())).stream())
              .<Expression>map(it -> new Expression.OfPredicate(new Located(it, part -> "")))
              .toList();
      var question = new Question(WORKSPACE, expressions, Optional.of(population.now()));
      try (PreparedQuestion prepared = engine.prepare(question)) {
        MessageResults results = prepared.results(form, Deadline.none());
        int channels = form.channels().size();
        assertThat(results.channels()).hasSize(channels == 1 ? 1 : channels + 2);
        results.channels().forEach(it -> compare(it, results.base()));
      }
    }

    private void compare(MessageResults.Channel channel, MessageResults.Base base) {
      Set<String> segment = members.get(0);
      boolean holdout = form.comparison() == Comparison.HOLDOUT;
      compareGroup(
          channel,
          base,
          holdout ? but(segment, members.get(1)) : segment,
          channel.customers().segment(),
          channel.steps().stream().map(MessageResults.Step::segment).toList(),
          channel.revenue().map(MessageResults.Revenue::segment));
      if (form.comparison() == Comparison.NONE) {
        assertThat(channel.customers().comparison()).isEmpty();
        assertThat(channel.steps())
            .allMatch(it -> it.comparison().isEmpty() && it.lift().isEmpty());
        return;
      }
      Set<String> comparison =
          switch (form.comparison()) {
            case HOLDOUT -> but(segment, but(segment, members.get(1)));
            case AUDIENCE -> but(members.get(1), segment);
            case EVERYONE_ELSE -> but(members.getLast(), segment);
            case NONE -> Set.of();
          };
      compareGroup(
          channel,
          base,
          comparison,
          channel.customers().comparison().orElseThrow(),
          channel.steps().stream().map(it -> it.comparison().orElseThrow()).toList(),
          channel.revenue().map(it -> it.comparison().orElseThrow()));
    }

    private void compareGroup(
        MessageResults.Channel channel,
        MessageResults.Base base,
        Set<String> group,
        Share customers,
        List<Share> steps,
        Optional<Spending> spending) {
      Set<String> of =
          base == MessageResults.Base.CUSTOMERS ? group : both(group, did(channel, "sent"));
      assertThat(customers)
          .as("base of %s in %s", channel, this)
          .isEqualTo(new Share(of.size(), group.size()));
      for (int i = 0; i < steps.size(); i++) {
        String name = channel.steps().get(i).name();
        assertThat(steps.get(i))
            .as("%s of %s in %s", name, channel, this)
            .isEqualTo(new Share(both(of, did(channel, name)).size(), of.size()));
      }
      assertThat(spending.isPresent()).isEqualTo(revenue.isPresent());
      spending.ifPresent(it -> compareSpending(it, of));
    }

    private void compareSpending(Spending spending, Set<String> of) {
      List<BigDecimal> spent = of.stream().map(amounts::get).toList();
      long spenders = spent.stream().filter(amount -> amount.signum() != 0).count();
      BigDecimal sum = spent.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal squares =
          spent.stream().map(it -> it.multiply(it)).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(spending.customers()).isEqualTo(of.size());
      assertThat(spending.spenders()).as("spenders in %s", this).isEqualTo(spenders);
      assertThat(spending.sum()).as("sum in %s", this).isEqualByComparingTo(sum);
      assertThat(spending.squares()).as("squares in %s", this).isEqualByComparingTo(squares);
    }

    /// Who did a step in the channel, or in all or any of them.
    private Set<String> did(MessageResults.Channel channel, String step) {
      Optional<Set<String>> did = Optional.empty();
      int at = form.comparison().hasExpression() ? 2 : 1;
      for (ChannelSteps each : form.channels()) {
        boolean isIt = channel.extent() != Extent.CHANNEL || channel.name().equals(each.name());
        for (String name : each.steps()) {
          if (isIt && name.equals(step)) {
            Set<String> more = members.get(at);
            did =
                did.isEmpty()
                    ? Optional.of(more)
                    : did.map(
                        it -> channel.extent() == Extent.ALL ? both(it, more) : either(it, more));
          }
          at++;
        }
      }
      return did.orElseThrow();
    }

    @Override
    public String toString() {
      return form + " of " + predicates + " by " + revenue + " in " + population;
    }
  }

  private static Set<String> both(Set<String> a, Set<String> b) {
    return a.stream().filter(b::contains).collect(Collectors.toSet());
  }

  private static Set<String> but(Set<String> a, Set<String> b) {
    return a.stream().filter(it -> !b.contains(it)).collect(Collectors.toSet());
  }

  private static Set<String> either(Set<String> a, Set<String> b) {
    return Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet());
  }
}
