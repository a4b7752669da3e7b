package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.BruteForce;
import io.lamella.engine.oracle.Customer;
import io.lamella.engine.oracle.PlainCustomers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the workspace `default` holds after some batches of [RandomBatches] and changes of
/// [RandomDefinitions], as plain objects, and what a handful of questions say about it. The first
/// batch names everything, so that from then on every question can be asked. Confined to one
/// thread.
final class PlainWorkspace {
  static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

  /// What is asked, and who satisfies it.
  static final Map<String, Predicate<Customer>> QUESTIONS = questions();

  private final PlainCustomers customers;
  private final PlainDefinitions definitions;
  private int batches;

  /// Answers to all questions: the members of each, and of each saved segment; what is kept under
  /// names; how many are in which stage of each partition. None before the first batch.
  record Answers(
      long population,
      Map<String, Set<String>> members,
      PlainDefinitions definitions,
      Map<String, List<Long>> stages) {
    static final Answers NONE = new Answers(0, Map.of(), new PlainDefinitions(), Map.of());
  }

  PlainWorkspace() {
    this(new PlainCustomers(), new PlainDefinitions(), 0);
  }

  private PlainWorkspace(PlainCustomers customers, PlainDefinitions definitions, int batches) {
    this.customers = customers;
    this.definitions = definitions;
    this.batches = batches;
  }

  PlainWorkspace copy() {
    return new PlainWorkspace(customers.copy(), definitions.copy(), batches);
  }

  private static Map<String, Predicate<Customer>> questions() {
    Map<String, Predicate<Customer>> asked = new LinkedHashMap<>();
    asked.put("everyone()", _ -> true);
    for (String country : RandomBatches.COUNTRIES) {
      asked.put(
          "country == '" + country + "'",
          person -> country.equals(person.attributes().get("country")));
    }
    asked.put("has(country)", person -> person.attributes().containsKey("country"));
    asked.put("has(colours)", person -> person.attributes().containsKey("colours"));
    for (String colour : RandomBatches.COLOURS) {
      asked.put(
          "'" + colour + "' in colours",
          person ->
              person.attributes().get("colours") instanceof Set<?> set && set.contains(colour));
    }
    asked.put(
        "age >= 50",
        person ->
            person.attributes().get("age") instanceof BigDecimal age
                && age.compareTo(BigDecimal.valueOf(50)) >= 0);
    for (String behaviour : RandomBatches.BEHAVIOURS) {
      asked.put("did('" + behaviour + "')", person -> count(person, behaviour) > 0);
      asked.put("did('" + behaviour + "').count() >= 2", person -> count(person, behaviour) >= 2);
    }
    asked.put(
        "did('bought').where(amount > 50)",
        person ->
            person.events().stream()
                .anyMatch(event ->
                    event.properties().get("amount") instanceof BigDecimal amount
                        && amount.compareTo(BigDecimal.valueOf(50)) > 0));
    asked.put(
        "did('bought').sum(amount) > 150",
        person -> spent(person).compareTo(BigDecimal.valueOf(150)) > 0);
    asked.put(
        "did('seen').within(between(date('2026-01-01'), date('2026-02-01')))",
        person ->
            person.events().stream()
                .anyMatch(event ->
                    event.behaviour().equals("seen")
                        && !event.instant().isBefore(JANUARY)
                        && event.instant().isBefore(FEBRUARY)));
    return asked;
  }

  private static long count(Customer person, String behaviour) {
    return person.events().stream().filter(event -> event.behaviour().equals(behaviour)).count();
  }

  private static BigDecimal spent(Customer person) {
    return person.events().stream()
        .map(event -> event.properties().get("amount"))
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// Whether there was no batch yet.
  boolean isNew() {
    return batches == 0;
  }

  /// Whether another one holds the same, seen or unseen.
  boolean holdsTheSame(PlainWorkspace other) {
    return isNew() == other.isNew()
        && customers.equals(other.customers)
        && definitions.equals(other.definitions);
  }

  /// What is kept under names.
  PlainDefinitions definitions() {
    return definitions;
  }

  /// Applies a change.
  ///
  /// @return what becomes of each write; of a definition whether it was kept
  Object apply(Change change) {
    return switch (change) {
      case Change.Written(var batch) -> {
        batches++;
        for (Write write : batch) {
          if (write instanceof Write.Erase(var id)) {
            definitions.erase(id);
          }
        }
        yield customers.apply(batch);
      }
      case Change.PutSegment(var name, var expression) -> {
        definitions.putSegment(name, expression);
        yield true;
      }
      case Change.PutIds(var name, var ids) -> {
        definitions
            .lists()
            .put(
                name,
                ids.stream()
                    .filter(customers::isKnown)
                    .collect(Collectors.toCollection(TreeSet::new)));
        yield true;
      }
      case Change.Freeze(var name, var expression) -> {
        definitions.lists().put(name, members(oracle(), expression));
        yield true;
      }
      case Change.PutPartition(var name, var stages) -> {
        definitions.putPartition(name, stages);
        yield true;
      }
      case Change.Delete(var kind, var name) -> definitions.delete(kind, name);
    };
  }

  private BruteForce oracle() {
    return new BruteForce(WorkspaceSettings.DEFAULT, Instant.now(), definitions.kept());
  }

  private Set<String> members(BruteForce oracle, String expression) {
    return oracle.members(PlainDefinitions.predicate(expression), customers.customers());
  }

  /// What the engine has to answer.
  Answers answers() {
    if (batches == 0) {
      return Answers.NONE;
    }
    List<Customer> everybody = customers.customers();
    Map<String, Set<String>> members = new LinkedHashMap<>();
    QUESTIONS.forEach((expression, test) ->
        members.put(
            expression,
            everybody.stream()
                .filter(test)
                .map(Customer::id)
                .collect(Collectors.toCollection(TreeSet::new))));
    BruteForce oracle = oracle();
    for (String name : definitions.segments().keySet()) {
      String expression = "segment('" + name + "')";
      members.put(expression, members(oracle, expression));
    }
    Map<String, List<Long>> stages = new TreeMap<>();
    definitions
        .partitions()
        .forEach((name, versions) -> stages.put(name, stages(oracle, versions.getLast())));
    return new Answers(everybody.size(), members, definitions.copy(), stages);
  }

  /// How many fit each stage first, then how many none.
  private List<Long> stages(BruteForce oracle, List<String> stages) {
    List<Customer> left = customers.customers();
    List<Long> counts = new ArrayList<>();
    for (String stage : stages) {
      Set<String> fitting = members(oracle, stage);
      int before = left.size();
      left.removeIf(customer -> fitting.contains(customer.id()));
      counts.add((long) before - left.size());
    }
    counts.add((long) left.size());
    return counts;
  }

  /// What the engine answers; its counts agree with its members.
  static Answers answers(Engine engine) {
    long population = engine.describe(Question.DEFAULT_WORKSPACE).population();
    PlainDefinitions definitions = PlainDefinitions.of(engine, Question.DEFAULT_WORKSPACE);
    if (engine.catalog(Question.DEFAULT_WORKSPACE).attributes().isEmpty()) {
      return new Answers(population, Map.of(), definitions, Map.of());
    }
    List<String> asked = new ArrayList<>(QUESTIONS.keySet());
    definitions.segments().keySet().forEach(name -> asked.add("segment('" + name + "')"));
    Map<String, Set<String>> members = new LinkedHashMap<>();
    try (PreparedQuestion question = prepare(engine, asked.stream().map(Expression::of).toList())) {
      long[] counts = question.counts(Deadline.none());
      int place = 0;
      for (String expression : asked) {
        Set<String> found = members(engine, expression);
        assertThat(counts[place++]).as("count of %s", expression).isEqualTo(found.size());
        members.put(expression, found);
      }
    }
    Map<String, List<Long>> stages = new TreeMap<>();
    for (String name : definitions.partitions().keySet()) {
      stages.put(name, stages(engine, name));
    }
    return new Answers(population, members, definitions, stages);
  }

  private static List<Long> stages(Engine engine, String partition) {
    try (PreparedStages stages =
        engine.library(Question.DEFAULT_WORKSPACE).stages(partition, Instant.now())) {
      long[][] counts = stages.counts(Deadline.none());
      return IntStream.range(0, counts.length).mapToObj(i -> counts[i][i]).toList();
    }
  }

  static Set<String> members(Engine engine, String expression) {
    Set<String> ids = new TreeSet<>();
    try (PreparedQuestion question = prepare(engine, List.of(Expression.of(expression)))) {
      for (Iterator<List<String>> list = question.members(Deadline.none()); list.hasNext(); ) {
        ids.addAll(list.next());
      }
    }
    return ids;
  }

  static PreparedQuestion prepare(Engine engine, List<Expression> expressions) {
    return engine.prepare(new Question(Question.DEFAULT_WORKSPACE, expressions, Optional.empty()));
  }
}
