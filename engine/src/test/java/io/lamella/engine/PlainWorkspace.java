package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the workspace `default` holds after some batches of [RandomBatches], as plain objects, and
/// what a handful of questions say about it. The first batch names everything, so that from then on
/// every question can be asked. Confined to one thread.
final class PlainWorkspace {
  static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

  /// What is asked, and who satisfies it.
  private static final Map<String, Predicate<Person>> QUESTIONS = questions();

  private final Map<String, Person> customers;
  private final Set<String> eventIds;
  private int batches;

  /// Answers to all questions: the members of each. None before the first batch.
  record Answers(long population, Map<String, Set<String>> members) {
    static final Answers NONE = new Answers(0, Map.of());
  }

  /// A customer.
  private record Person(Map<String, Object> values, Set<String> colours, List<Write.Event> events) {
    Person() {
      this(new HashMap<>(), new TreeSet<>(), new ArrayList<>());
    }

    Person copy() {
      return new Person(new HashMap<>(values), new TreeSet<>(colours), new ArrayList<>(events));
    }

    long count(String behaviour) {
      return events.stream().filter(event -> event.behaviour().equals(behaviour)).count();
    }

    BigDecimal spent() {
      return events.stream()
          .map(event -> event.properties().get("amount"))
          .filter(WriteValue.OfNumber.class::isInstance)
          .map(value -> ((WriteValue.OfNumber) value).value())
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  PlainWorkspace() {
    this(new TreeMap<>(), new HashSet<>(), 0);
  }

  private PlainWorkspace(Map<String, Person> customers, Set<String> eventIds, int batches) {
    this.customers = customers;
    this.eventIds = eventIds;
    this.batches = batches;
  }

  PlainWorkspace copy() {
    Map<String, Person> people = new TreeMap<>();
    customers.forEach((id, person) -> people.put(id, person.copy()));
    return new PlainWorkspace(people, new HashSet<>(eventIds), batches);
  }

  private static Map<String, Predicate<Person>> questions() {
    Map<String, Predicate<Person>> asked = new LinkedHashMap<>();
    asked.put("everyone()", _ -> true);
    for (String country : RandomBatches.COUNTRIES) {
      asked.put(
          "country == '" + country + "'", person -> country.equals(person.values.get("country")));
    }
    asked.put("has(country)", person -> person.values.containsKey("country"));
    asked.put("has(colours)", person -> !person.colours.isEmpty());
    for (String colour : RandomBatches.COLOURS) {
      asked.put("'" + colour + "' in colours", person -> person.colours.contains(colour));
    }
    asked.put(
        "age >= 50",
        person ->
            person.values.get("age") instanceof BigDecimal age
                && age.compareTo(BigDecimal.valueOf(50)) >= 0);
    for (String behaviour : RandomBatches.BEHAVIOURS) {
      asked.put("did('" + behaviour + "')", person -> person.count(behaviour) > 0);
      asked.put("did('" + behaviour + "').count() >= 2", person -> person.count(behaviour) >= 2);
    }
    asked.put(
        "did('bought').where(amount > 50)",
        person ->
            person.events.stream()
                .anyMatch(event ->
                    event.properties().get("amount") instanceof WriteValue.OfNumber(var amount)
                        && amount.compareTo(BigDecimal.valueOf(50)) > 0));
    asked.put(
        "did('bought').sum(amount) > 150",
        person -> person.spent().compareTo(BigDecimal.valueOf(150)) > 0);
    asked.put(
        "did('seen').within(between(date('2026-01-01'), date('2026-02-01')))",
        person ->
            person.events.stream()
                .anyMatch(event ->
                    event.behaviour().equals("seen")
                        && !event.instant().isBefore(JANUARY)
                        && event.instant().isBefore(FEBRUARY)));
    return asked;
  }

  /// Whether there was no batch yet.
  boolean isNew() {
    return batches == 0;
  }

  /// Applies a batch; what becomes of each write.
  List<WriteResult.Outcome> apply(List<Write> batch) {
    batches++;
    return batch.stream().map(this::apply).toList();
  }

  private WriteResult.Outcome apply(Write write) {
    switch (write) {
      case Write.Upsert upsert -> {
        Person person = person(upsert.customerId());
        upsert
            .set()
            .forEach((name, value) -> {
              switch (value) {
                case WriteValue.OfText(var text) -> person.values.put(name, text);
                case WriteValue.OfNumber(var number) -> person.values.put(name, number);
                case WriteValue.OfSet(var members) -> {
                  person.colours.clear();
                  person.colours.addAll(members);
                }
                default -> throw new IllegalArgumentException("value=" + value);
              }
            });
        upsert.unset().forEach(person.values::remove);
        upsert.add().values().forEach(person.colours::addAll);
        upsert.remove().values().forEach(person.colours::removeAll);
      }
      case Write.Event event -> {
        if (!event.eventId().isEmpty() && !eventIds.add(event.eventId())) {
          return WriteResult.DUPLICATE;
        }
        person(event.customerId()).events.add(event);
      }
      case Write.Erase(var id) -> customers.remove(id);
    }
    return WriteResult.STORED;
  }

  private Person person(String id) {
    return customers.computeIfAbsent(id, _ -> new Person());
  }

  /// What the engine has to answer.
  Answers answers() {
    if (batches == 0) {
      return Answers.NONE;
    }
    Map<String, Set<String>> members = new LinkedHashMap<>();
    QUESTIONS.forEach((expression, test) -> {
      Set<String> satisfying = new TreeSet<>();
      customers.forEach((id, person) -> {
        if (test.test(person)) {
          satisfying.add(id);
        }
      });
      members.put(expression, satisfying);
    });
    return new Answers(customers.size(), members);
  }

  /// What the engine answers; its counts agree with its members.
  static Answers answers(Engine engine) {
    if (engine.catalog(Question.DEFAULT_WORKSPACE).attributes().isEmpty()) {
      return new Answers(engine.describe(Question.DEFAULT_WORKSPACE).population(), Map.of());
    }
    Map<String, Set<String>> members = new LinkedHashMap<>();
    List<Expression> all = QUESTIONS.keySet().stream().map(Expression::of).toList();
    try (PreparedQuestion question = prepare(engine, all)) {
      long[] counts = question.counts(Deadline.none());
      int place = 0;
      for (String expression : QUESTIONS.keySet()) {
        Set<String> found = members(engine, expression);
        assertThat(counts[place++]).as("count of %s", expression).isEqualTo(found.size());
        members.put(expression, found);
      }
    }
    return new Answers(engine.describe(Question.DEFAULT_WORKSPACE).population(), members);
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
