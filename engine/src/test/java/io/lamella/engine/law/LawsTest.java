package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSession.Strictness;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.oracle.Dice;
import io.lamella.engine.query.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the laws of sets and sums hold at any size. Method: a seeded crowd, questions that cover
/// every kind of condition, and identities between their counts; nothing knows the right answer.
class LawsTest {

  private static final long MEMORY_BYTES = 8L << 30;
  private static final int QUICK = 150_000;
  private static final int LONG = 1_500_000;

  private static final List<String> CONDITIONS =
      List.of(
          "country == 'GB'",
          "country != 'GB'",
          "country.contains(\"d'\")",
          "has(tags)",
          "'vip' in tags",
          "tags.containsAll(['vip', 'new'])",
          "size(tags) >= 2",
          "subscribed",
          "age >= 18 && age < 30",
          "age in [40, 41, 42]",
          "signed_up in last('14d')",
          "signed_up.weekday() == 1",
          "sample(10, 'spring')",
          "did('purchase')",
          "did('purchase').within(last('14d')).count() >= 2",
          "did('purchase', 'viewed').count() == 0",
          "did('purchase').where(sku == 'sku7')",
          "did('purchase').where(sku == 'sku7' || amount > 50).within(last('30d')).count() >= 2",
          "did('purchase').sum(amount) > 100",
          "did('purchase').avg(amount) < 20",
          "did('viewed').distinct(sku) >= 2",
          "did('viewed').days() >= 2",
          "did('opened').first() in last('7d')",
          "did('opened').within(calendar('week')).last() >= now() - '36h'");

  private final Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT));
  private long population;

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theLawsHold() {
    load(QUICK);
    checkAll();
  }

  @Tag("long")
  @Test
  void theLawsHoldForMillions() {
    load(LONG);
    checkAll();
  }

  private void load(int customers) {
    Crowd crowd = new Crowd(customers);
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, Strictness.STRICT)) {
      int customer = session.table(Crowd.customers());
      int event = session.table(Crowd.events());
      for (int number = 0; number < customers; number++) {
        Crowd.Lines lines = crowd.lines(number);
        session.line(customer, number + 2, lines.customer());
        for (List<String> line : lines.events()) {
          session.line(event, number + 2, line);
        }
      }
      session.commit();
    }
    population = customers;
  }

  private void checkAll() {
    checkComplements();
    checkPairs();
    checkOrder();
    checkOneEvaluation();
    checkWindowsAdd();
  }

  /// |A| + |!A| is the population, and !!A is A.
  private void checkComplements() {
    for (String a : CONDITIONS) {
      long[] counts = counts(a, not(a), not(not(a)), and(a, not(a)), or(a, not(a)));
      assertThat(counts[0] + counts[1]).as(a).isEqualTo(population);
      assertThat(counts[2]).as("twice not %s", a).isEqualTo(counts[0]);
      assertThat(counts[3]).as("%s and not", a).isZero();
      assertThat(counts[4]).as("%s or not", a).isEqualTo(population);
    }
  }

  /// |A∪B| + |A∩B| = |A| + |B|, De Morgan, and the quantifiers by their definition.
  private void checkPairs() {
    for (int i = 0; i < CONDITIONS.size(); i++) {
      String a = CONDITIONS.get(i);
      String b = CONDITIONS.get((i + 7) % CONDITIONS.size());
      String pair = "[" + a + ", " + b + "]";
      long[] counts =
          counts(
              a,
              b,
              or(a, b),
              and(a, b),
              not(and(a, b)),
              or(not(a), not(b)),
              not(or(a, b)),
              and(not(a), not(b)),
              differ(not(and(a, b)), or(not(a), not(b))),
              "atLeast(1, " + pair + ")",
              "atLeast(2, " + pair + ")",
              "exactly(1, " + pair + ")",
              "atMost(1, " + pair + ")");
      assertThat(counts[2] + counts[3]).as(pair).isEqualTo(counts[0] + counts[1]);
      assertThat(counts[4]).as(pair).isEqualTo(counts[5]).isEqualTo(population - counts[3]);
      assertThat(counts[6]).as(pair).isEqualTo(counts[7]).isEqualTo(population - counts[2]);
      assertThat(counts[8]).as(pair).isZero();
      assertThat(counts[9]).as(pair).isEqualTo(counts[2]);
      assertThat(counts[10]).as(pair).isEqualTo(counts[3]);
      assertThat(counts[11]).as(pair).isEqualTo(counts[2] - counts[3]);
      assertThat(counts[12]).as(pair).isEqualTo(counts[4]);
    }
  }

  /// The order of operands changes nothing.
  private void checkOrder() {
    Dice dice = new Dice(population);
    for (int i = 0; i < 20; i++) {
      List<String> terms = new ArrayList<>();
      for (String term : dice.some(5, CONDITIONS)) {
        terms.add(dice.chance(0.3) ? not(term) : "(" + term + ")");
      }
      List<String> reversed = terms.reversed();
      List<String> shuffled = dice.shuffled(terms);
      for (String operator : List.of(" && ", " || ")) {
        String first = String.join(operator, terms);
        long[] counts =
            counts(first, String.join(operator, reversed), String.join(operator, shuffled));
        assertThat(counts[1]).as(first).isEqualTo(counts[0]);
        assertThat(counts[2]).as(first).isEqualTo(counts[0]);
      }
    }
  }

  /// Counts, overlaps, members and plans come from one evaluation and agree.
  private void checkOneEvaluation() {
    try (PreparedQuestion question = prepare(CONDITIONS)) {
      long[] counts = question.counts(Deadline.none());
      Overlap overlap = question.overlap(Overlap.Extent.PAIRS, Deadline.none());
      for (int i = 0; i < counts.length; i++) {
        String a = CONDITIONS.get(i);
        assertThat(overlap.count(i, i)).as(a).isEqualTo(counts[i]);
        String b = CONDITIONS.get((i + 5) % counts.length);
        assertThat(overlap.count(i, (i + 5) % counts.length))
            .as("%s and %s", a, b)
            .isEqualTo(overlap.count((i + 5) % counts.length, i))
            .isEqualTo(counts(and(a, b))[0]);
        try (PreparedQuestion alone = prepare(List.of(a))) {
          assertThat(alone.explain(Deadline.none()).count()).as(a).isEqualTo(counts[i]);
          long[] members = {0};
          alone.members(Deadline.none()).forEachRemaining(batch -> members[0] += batch.size());
          assertThat(members[0]).as(a).isEqualTo(counts[i]);
        }
      }
    }
  }

  /// What happened in [a, b) and in [b, c) adds to what happened in [a, c), customer by customer,
  /// wherever the edges lie: on midnights, on now, within a day.
  private void checkWindowsAdd() {
    checkWindowsAdd("timestamp('2026-03-01T00:00:00Z')", "timestamp('2026-03-10T00:00:00Z')");
    checkWindowsAdd("timestamp('2026-03-01T00:00:00.001Z')", "date('2026-03-02')");
    checkWindowsAdd("now() - '36h'", "now() - '1ms'");
    checkWindowsAdd("now() - '1mo'", "now() - '90s'");
  }

  private void checkWindowsAdd(String a, String b) {
    String before = "did('purchase').within(between(" + a + ", " + b + "))";
    String after = "did('purchase').within(between(" + b + ", now()))";
    String whole = "did('purchase').within(between(" + a + ", now()))";
    for (int total = 0; total <= 6; total++) {
      List<String> sums = new ArrayList<>();
      for (int part = 0; part <= total; part++) {
        sums.add(and(before + ".count() == " + part, after + ".count() == " + (total - part)));
      }
      sums.add("nobody()");
      String counted = whole + ".count() == " + total;
      assertThat(counts(differ(counted, String.join(" || ", sums)))[0]).as(counted).isZero();
    }
    // With no negative amount, a sum above the limit in one part is above it in the whole.
    String more = and("amount >= 0", "sku != ''");
    for (String limit : List.of("0", "50", "99.99")) {
      String ofPart = before + ".where(" + more + ").sum(amount) > " + limit;
      String ofWhole = whole + ".where(" + more + ").sum(amount) > " + limit;
      assertThat(counts(and(ofPart, not(ofWhole)))[0]).as(ofWhole).isZero();
    }
  }

  @ParameterizedTest(name = "{0} parts")
  @ValueSource(ints = {2, 7})
  void splittingAndShufflingAnImportChangesNoAnswer(int parts) {
    int customers = 20_000;
    load(customers);
    Crowd crowd = new Crowd(customers);
    Dice dice = new Dice(parts);
    List<Integer> numbers = dice.shuffled(IntStream.range(0, customers).boxed().toList());
    List<List<String>> events = new ArrayList<>();
    numbers.forEach(number -> events.addAll(crowd.lines(number).events()));
    List<List<String>> shuffled = dice.shuffled(events);
    for (int part = 0; part < parts; part++) {
      try (ImportSession session = engine.startImport("parts", Strictness.STRICT)) {
        int event = session.table(Crowd.events());
        int customer = session.table(Crowd.customers());
        for (int i = part; i < shuffled.size(); i += parts) {
          session.line(event, i + 2, shuffled.get(i));
        }
        for (int i = part; i < customers; i += parts) {
          session.line(customer, i + 2, crowd.lines(numbers.get(i)).customer());
        }
        session.commit();
      }
    }

    for (String condition : CONDITIONS) {
      Question whole = question(Question.DEFAULT_WORKSPACE, List.of(condition));
      Question split = question("parts", List.of(condition));
      assertThat(members(split)).as(condition).isEqualTo(members(whole));
    }
  }

  private List<String> members(Question question) {
    List<String> members = new ArrayList<>();
    try (PreparedQuestion prepared = engine.prepare(question)) {
      prepared.members(Deadline.none()).forEachRemaining(members::addAll);
    }
    Collections.sort(members);
    return members;
  }

  private long[] counts(String... expressions) {
    try (PreparedQuestion question = prepare(List.of(expressions))) {
      return question.counts(Deadline.none());
    }
  }

  private PreparedQuestion prepare(List<String> expressions) {
    return engine.prepare(question(Question.DEFAULT_WORKSPACE, expressions));
  }

  private static Question question(String workspace, List<String> expressions) {
    return new Question(
        workspace, expressions.stream().map(Expression::of).toList(), Optional.of(Crowd.NOW));
  }

  private static String not(String a) {
    return "!(" + a + ")";
  }

  private static String and(String a, String b) {
    return "(" + a + ") && (" + b + ")";
  }

  private static String or(String a, String b) {
    return "(" + a + ") || (" + b + ")";
  }

  /// The customers of one but not the other.
  private static String differ(String a, String b) {
    return or(and(a, not(b)), and(b, not(a)));
  }
}
