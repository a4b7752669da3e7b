package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Explanation;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Compares what the engine says about a population with what the oracle says, in every way the
/// engine can be asked. A difference names the seed, the smallest part of the expression that
/// differs, as text, and a customer on whom the two disagree.
final class Opinions {

  private final Engine engine;
  private final String workspace;
  private final RandomPopulation population;
  private final List<Customer> customers;
  private final Kept kept;
  private final BruteForce oracle;

  /// @param customers whom the workspace holds now
  Opinions(
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
    oracle = new BruteForce(population.settings(), population.now(), kept);
  }

  /// Counts and overlaps of all predicates in one question, then each alone: members, plan, text.
  void compare(List<Predicate> predicates) {
    List<Set<String>> expected = new ArrayList<>();
    for (Predicate predicate : predicates) {
      expected.add(oracle.members(predicate, customers));
    }
    for (int i = 0; i < predicates.size(); i++) {
      compareAlone(predicates.get(i), expected.get(i));
    }
    compareTogether(predicates, expected);
  }

  private void compareTogether(List<Predicate> predicates, List<Set<String>> expected) {
    try (PreparedQuestion question = prepare(predicates.stream().map(Opinions::tree).toList())) {
      long[] counts = question.counts(Deadline.none());
      Overlap overlap = question.overlap(Overlap.Extent.PAIRS, Deadline.none());
      for (int i = 0; i < counts.length; i++) {
        String what = "count of " + describe(predicates.get(i)) + " asked with others";
        assertThat(counts[i]).as(what).isEqualTo(expected.get(i).size());
        for (int j = 0; j < counts.length; j++) {
          Set<String> both = new HashSet<>(expected.get(i));
          both.retainAll(expected.get(j));
          assertThat(overlap.count(i, j))
              .as("overlap of %s\nand %s", describe(predicates.get(i)), describe(predicates.get(j)))
              .isEqualTo(both.size());
        }
      }
    }
  }

  private void compareAlone(Predicate predicate, Set<String> expected) {
    compareMembers(predicate, expected);
    try (PreparedQuestion question = prepare(List.of(tree(predicate)))) {
      Explanation explanation = question.explain(Deadline.none());
      String what = "explained count of " + describe(predicate);
      assertThat(question.counts(Deadline.none())[0])
          .as("count of %s", describe(predicate))
          .isEqualTo(expected.size());
      assertThat(explanation.count()).as(what).isEqualTo(expected.size());
      assertThat(explanation.root().actual()).as(what).isEqualTo(expected.size());
      compareUnknown(predicate, explanation.root());
      checkEstimates(predicate, explanation.root());
    }
    String text = Expressions.print(predicate);
    assertThat(Expressions.print(Expressions.parse(text, Limits.DEFAULT).predicate()))
        .as("text printed again")
        .isEqualTo(text);
    assertThat(members(Expression.of(text)))
        .as("members of the text of %s", describe(predicate))
        .isEqualTo(expected);
  }

  private void compareMembers(Predicate predicate, Set<String> expected) {
    Set<String> members = members(tree(predicate));
    if (members.equals(expected)) {
      return;
    }
    Predicate culprit = smallestDiffering(predicate);
    Set<String> oracles = oracle.members(culprit, customers);
    Set<String> engines = members(tree(culprit));
    Customer customer =
        customers.stream()
            .filter(it -> oracles.contains(it.id()) != engines.contains(it.id()))
            .findFirst()
            .orElseThrow();
    assertThat(engines)
        .as(
            "members of %s\nwithin %s\nfirst of the %s who differ: %s",
            describe(culprit),
            Expressions.print(predicate),
            oracles.contains(customer.id()) ? "missing" : "surplus",
            customer)
        .isEqualTo(oracles);
  }

  /// The deepest operand of `&&`, `||`, `!`, in saved segments too, that differs on its own.
  private Predicate smallestDiffering(Predicate predicate) {
    for (Predicate term : terms(predicate)) {
      if (!members(tree(term)).equals(oracle.members(term, customers))) {
        return smallestDiffering(term);
      }
    }
    return predicate;
  }

  private List<Predicate> terms(Predicate predicate) {
    return switch (predicate) {
      case Predicate.InSegment(String name) -> List.of(kept.segment(name));
      case Predicate.And(List<Predicate> terms) -> terms;
      case Predicate.Or(List<Predicate> terms) -> terms;
      case Predicate.Quantified quantified -> quantified.terms();
      case Predicate.Not(Predicate term) -> List.of(term);
      default -> List.of();
    };
  }

  /// Where the root says how many have no value, it is as many as have none.
  private void compareUnknown(Predicate predicate, Explanation.Node root) {
    Optional<Operand> operand =
        switch (predicate) {
          case Predicate.Compares compares -> Optional.of(compares.operand());
          case Predicate.OneOf oneOf -> Optional.of(oneOf.operand());
          case Predicate.InWindow in -> Optional.of(in.operand());
          default -> Optional.empty();
        };
    if (operand.isEmpty() || root.unknown().isEmpty()) {
      return;
    }
    long unknown =
        customers.stream().filter(customer -> oracle.isUnknown(operand.get(), customer)).count();
    assertThat(root.unknown()).as("unknown of %s", describe(predicate)).hasValue(unknown);
  }

  private void checkEstimates(Predicate predicate, Explanation.Node node) {
    assertThat(node.actual())
        .as("actual of %s in %s", node, describe(predicate))
        .isBetween(0L, node.estimate());
    node.children().forEach(child -> checkEstimates(predicate, child));
  }

  private Set<String> members(Expression expression) {
    Set<String> members = new TreeSet<>();
    int size = 0;
    try (PreparedQuestion question = prepare(List.of(expression))) {
      Iterator<List<String>> batches = question.members(Deadline.none());
      while (batches.hasNext()) {
        List<String> batch = batches.next();
        size += batch.size();
        members.addAll(batch);
      }
    }
    assertThat(members).as("members told once each, of %s", population).hasSize(size);
    return members;
  }

  private PreparedQuestion prepare(List<Expression> expressions) {
    return engine.prepare(new Question(workspace, expressions, Optional.of(population.now())));
  }

  static Expression tree(Predicate predicate) {
    return new Expression.OfPredicate(new Located(predicate, part -> ""));
  }

  static Expression text(Predicate predicate) {
    return Expression.of(Expressions.print(predicate));
  }

  private String describe(Predicate predicate) {
    return Expressions.print(predicate) + "\nin " + population;
  }
}
