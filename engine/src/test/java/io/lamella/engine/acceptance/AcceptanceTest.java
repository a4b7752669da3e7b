package io.lamella.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.query.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Goal: questions over real data are answered exactly. Method: the data is imported as a caller
/// would, and counts, members and overlaps are compared with answers that others computed.
class AcceptanceTest {

  private static final long MEMORY_BYTES = 2L << 30;
  private static final Engine ENGINE =
      Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT));

  @BeforeAll
  static void load() {
    load("online_retail");
    load("complete_journey");
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static void load(String dataset) {
    Path folder = SharedFiles.find("data/" + dataset);
    try (ImportSession session = ENGINE.startImport(dataset, ImportSession.Strictness.STRICT)) {
      new CsvFile(folder.resolve("customers.csv.gz")).offer(session, TableSpec.Kind.CUSTOMERS);
      new CsvFile(folder.resolve("events.csv.gz")).offer(session, TableSpec.Kind.EVENTS);
      ImportSummary summary = session.commit();
      assertThat(summary.refusals()).isEmpty();
      assertThat(summary.duplicates()).isZero();
      assertThat(summary.loaded()).isEqualTo(summary.read());
    }
  }

  @TestFactory
  Stream<DynamicTest> countsAndMembersAreThoseThatOthersComputed() {
    return Json.objects(questions(), "segments").stream()
        .map(question ->
            DynamicTest.dynamicTest(
                Json.string(question, "id") + ": " + Json.string(question, "question"),
                () -> countsAndMembersAgree(question)));
  }

  private static void countsAndMembersAgree(Map<String, Object> question)
      throws NoSuchAlgorithmException {
    try (PreparedQuestion prepared =
        prepare(question, List.of(Json.string(question, "expression")))) {
      SortedSet<String> members = new TreeSet<>();
      prepared.members(Deadline.none()).forEachRemaining(members::addAll);
      assertThat(prepared.counts(Deadline.none())[0])
          .isEqualTo(Json.number(question, "expected_count"));
      assertThat(prepared.explain(Deadline.none()).count())
          .isEqualTo(Json.number(question, "expected_count"));
      assertThat(sha256(members)).isEqualTo(Json.string(question, "members_sha256"));
    }
  }

  @TestFactory
  Stream<DynamicTest> overlapsAreThoseThatOthersComputed() {
    return Json.objects(questions(), "overlaps").stream()
        .map(question ->
            DynamicTest.dynamicTest(
                Json.string(question, "id") + ": " + Json.string(question, "question"),
                () -> overlapsAgree(question)));
  }

  private static void overlapsAgree(Map<String, Object> question) {
    Map<String, Object> segments = Json.object(Json.member(question, "segments"));
    Map<String, Object> expected = Json.object(Json.member(question, "expected_overlap"));
    List<String> names = List.copyOf(segments.keySet());
    List<String> expressions = names.stream().map(name -> Json.string(segments, name)).toList();
    try (PreparedQuestion prepared = prepare(question, expressions)) {
      Overlap overlap = prepared.overlap(Overlap.Extent.PAIRS, Deadline.none());
      for (int i = 0; i < names.size(); i++) {
        Map<String, Object> line = Json.object(Json.member(expected, names.get(i)));
        for (int j = 0; j < names.size(); j++) {
          assertThat(overlap.count(i, j))
              .as("%s and %s", names.get(i), names.get(j))
              .isEqualTo(Json.number(line, names.get(j)));
        }
      }
    }
  }

  @Test
  void samplesHoldAsManyCustomersAsTheLanguageStates() {
    assertThat(count("online_retail", "sample(10, 'spring')")).isEqualTo(454);
    assertThat(count("online_retail", "sample(10, 20, 'spring')")).isEqualTo(439);
  }

  @Test
  void linesWithoutACustomerAreRefusedAndChangeNothing() {
    Path anonymous = SharedFiles.find("data/online_retail/events_anonymous.csv.gz");
    long events = purchases();
    try (ImportSession session =
        ENGINE.startImport("online_retail", ImportSession.Strictness.LENIENT)) {
      new CsvFile(anonymous).offer(session, TableSpec.Kind.EVENTS);
      ImportSummary summary = session.commit();
      assertThat(summary.refused()).isEqualTo(135_080);
      assertThat(summary.loaded()).isZero();
    }
    assertThat(purchases()).isEqualTo(events);
  }

  private static long purchases() {
    return ENGINE.describe("online_retail").behaviours().stream()
        .mapToLong(behaviour -> behaviour.events())
        .sum();
  }

  private static long count(String dataset, String expression) {
    return ENGINE.count(
        new Question(dataset, List.of(Expression.of(expression)), Optional.empty()));
  }

  private static PreparedQuestion prepare(Map<String, Object> question, List<String> expressions) {
    List<Expression> asked = new ArrayList<>();
    expressions.forEach(expression -> asked.add(Expression.of(expression)));
    return ENGINE.prepare(
        new Question(
            Json.string(question, "dataset"),
            asked,
            Optional.of(Instant.parse(Json.string(question, "as_of")))));
  }

  private static Map<String, Object> questions() {
    try {
      return Json.parse(Files.readString(SharedFiles.find("acceptance/questions.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Over the ids in the order of their code points, a newline after each. The real ids are ASCII,
  /// where the order of chars is the same.
  private static String sha256(SortedSet<String> ids) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ids.forEach(id -> digest.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
