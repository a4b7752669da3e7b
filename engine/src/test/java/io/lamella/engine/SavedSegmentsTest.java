package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Explanation;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a saved segment means what its expression means, in any expression; what would make it
/// mean nothing is refused when it is saved. Method: ten customers, aged 0 to 9.
class SavedSegmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private Engine engine;
  private WorkspaceLibrary library;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineConfig(64L << 20, 1, Limits.DEFAULT));
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writes.add(
          Write.Upsert.of("c" + i, Map.of("age", new WriteValue.OfNumber(BigDecimal.valueOf(i)))));
      writes.add(new Write.Event("c" + i, "purchase", NOW.minusSeconds(86_400L * i), "", Map.of()));
    }
    engine.write(Question.DEFAULT_WORKSPACE, writes).join();
    library = engine.library(Question.DEFAULT_WORKSPACE);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aSegmentStandsForItsExpressionAtAnyDepth() {
    save("young", "age < 4");
    save("odd", "age in [1, 3, 5, 7, 9]");
    save("both", "segment('young') && !segment('odd')");

    assertThat(engine.count("segment('young')")).isEqualTo(4);
    assertThat(engine.count("segment('both')")).isEqualTo(2);
    assertThat(engine.count("!segment('both') && segment('young')")).isEqualTo(2);
    assertThat(engine.count("atLeast(2, [segment('young'), segment('odd'), age > 2])"))
        .isEqualTo(5);

    library.putSegment(Draft.of("young").replacing(), Expression.of("age < 6"));
    assertThat(engine.count("segment('both')")).isEqualTo(3);
  }

  @Test
  void aSegmentIsEvaluatedAtTheQuestionsInstant() {
    save("recent", "did('purchase').within(last('36h'))");

    try (PreparedQuestion early =
            engine.prepare(Question.of("segment('recent')").asOf(NOW.minusSeconds(5 * 86_400)));
        PreparedQuestion late =
            engine.prepare(Question.of("segment('recent')").asOf(NOW.plusSeconds(1)))) {
      assertThat(early.counts(Deadline.none())[0]).isEqualTo(1);
      assertThat(late.counts(Deadline.none())[0]).isEqualTo(2);
      assertThat(early.members(Deadline.none()).next()).containsExactly("c6");
    }
  }

  @Test
  void aSampleShowsWhatTheClausesOfASegmentFound() {
    save("buyers", "did('purchase').within(last('96h'))");
    save("young buyers", "age < 5 && segment('buyers')");

    MemberSample inPlace = sample("age > 0 && did('purchase').within(last('96h')) && age < 5");

    assertThat(inPlace.members()).hasSize(3).allMatch(member -> member.events().size() == 1);
    assertThat(sample("age > 0 && segment('buyers') && age < 5")).isEqualTo(inPlace);
    assertThat(sample("age > 0 && segment('young buyers')"))
        .as("of a segment in a segment, at the outer one's place")
        .isEqualTo(inPlace);
  }

  private MemberSample sample(String expression) {
    try (PreparedQuestion prepared =
        engine.prepare(Question.of(expression).asOf(NOW.plusSeconds(1)))) {
      return prepared.sample(10, Deadline.none());
    }
  }

  @Test
  void everyVersionIsKeptWithWhoAndWhen() {
    Instant before = Instant.now().minusMillis(1);
    library.putSegment(
        Draft.of("VIP").with("who matters", List.of("a", "b")).by("ada"), Expression.of("age > 1"));
    library.putSegment(
        Draft.of("VIP").with("", List.of()).by("bob").replacing(1), Expression.of("age  >  2"));

    SavedSegment saved = library.segment("VIP");
    assertThat(saved.versions()).extracting(SavedSegment.Version::number).containsExactly(1, 2);
    assertThat(saved.versions())
        .extracting(version -> version.saved().author())
        .containsExactly("ada", "bob");
    assertThat(saved.versions().getFirst().remarks())
        .isEqualTo(new SavedSegment.Remarks("who matters", List.of("a", "b")));
    assertThat(saved.current().expression()).isEqualTo("age  >  2");
    assertThat(saved.current().saved().at()).isBetween(before, Instant.now());
    assertThat(library.segments()).containsExactly(saved);
  }

  @Test
  void aTreeIsKeptAsText() {
    save("A", "age > 1");
    library.putSegment(Draft.of("B"), tree(new Predicate.Not(new Predicate.InSegment("A"))));

    assertThat(library.segment("B").current().expression()).isEqualTo("!segment('A')");
    assertThat(engine.count("segment('B')")).isEqualTo(2);
    refused(
        Code.INVALID_EXPRESSION,
        "predicate.x: unknown segment 'C'",
        () -> library.putSegment(Draft.of("D"), tree(new Predicate.InSegment("C"))));
  }

  private static Expression tree(Predicate predicate) {
    return new Expression.OfPredicate(new Located(predicate, part -> "predicate.x"));
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() {
    save("VIP", "age > 1");
    library.putSegment(Draft.of("VIP").replacing(1), Expression.of("age > 2"));

    refused(
        Code.VERSION_CONFLICT,
        "somebody has changed the segment meanwhile: name=VIP, version=2, expected=1",
        () -> library.putSegment(Draft.of("VIP").replacing(1), Expression.of("age > 3")));
    refused(
        Code.VERSION_CONFLICT,
        "somebody has changed the segment meanwhile: name=VIP, version=2, expected=3",
        () -> library.deleteSegment("VIP", OptionalInt.of(3)));
    refused(
        Code.ALREADY_EXISTS,
        "there is a segment of this name: name=VIP",
        () -> save("VIP", "age > 3"));
    refused(
        Code.UNKNOWN_NAME,
        "unknown segment 'VIPs'; did you mean 'VIP'?",
        () -> library.putSegment(Draft.of("VIPs").replacing(), Expression.of("age > 3")));
    assertThat(engine.count("segment('VIP')")).isEqualTo(7);
  }

  @Test
  void aCircleIsRefusedWithItsWay() {
    save("A", "age > 1");
    save("B", "segment('A') && age < 9");
    save("C", "age > 5 || !segment('B')");

    refused(
        Code.INVALID_EXPRESSION,
        "1:12: a segment cannot be made of itself: A -> C -> B -> A",
        () ->
            library.putSegment(
                Draft.of("A").replacing(), Expression.of("age > 1 && segment('C')")));
    refused(
        Code.INVALID_EXPRESSION,
        "1:2: a segment cannot be made of itself: D -> D",
        () -> save("D", "!segment('D')"));
    assertThat(engine.count("segment('C')")).isEqualTo(6);
  }

  @Test
  void whatASegmentNamesMustBeThere() {
    save("VIP", "age > 1");
    refused(
        Code.INVALID_EXPRESSION,
        "1:1: unknown segment 'VIPs'; did you mean 'VIP'?\n"
            + "1:20: unknown list 'news'\n"
            + "1:36: unknown attribute 'agee'; did you mean 'age'?",
        () -> save("A", "segment('VIPs') && list('news') && agee > 1"));
    refused(Code.INVALID_EXPRESSION, "1:8: ", () -> save("A", "age >  && "));
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    save("A", "age > 1");
    save("B", "!segment('A')");
    library.putPartition(
        Draft.of("P"), List.of(new Draft.StageDraft("s", Expression.of("segment('A')"))));

    refused(
        Code.IN_USE,
        "the segment is in use: name=A, by segment 'B', partition 'P'",
        () -> library.deleteSegment("A", OptionalInt.empty()));
    assertThat(library.segmentUsers("A")).containsExactly("segment 'B'", "partition 'P'");
    assertThat(library.segmentUsers("B")).isEmpty();
    library.deletePartition("P", OptionalInt.empty());
    library.deleteSegment("B", OptionalInt.of(1));
    library.deleteSegment("A", OptionalInt.empty());
    refused(
        Code.UNKNOWN_NAME,
        "unknown segment 'A'",
        () -> library.deleteSegment("A", OptionalInt.empty()));
    refused(
        Code.INVALID_EXPRESSION, "1:1: unknown segment 'A'", () -> engine.count("segment('A')"));
  }

  @Test
  void limitsHoldForWhatIsMadeOfASegment() {
    save("0", "age > 0");
    String chain =
        IntStream.range(0, 600).mapToObj(i -> "age > " + i).collect(Collectors.joining(" && "));
    save("1", chain + " && segment('0')");

    refused(
        Code.INVALID_EXPRESSION,
        "segment '1', which is made of it, would be too large; the limit is 1024 nodes",
        () -> library.putSegment(Draft.of("0").replacing(), Expression.of(chain)));
    refused(
        Code.INVALID_EXPRESSION,
        "too large with what segment '1' is made of; the limit is 1024 nodes",
        () -> save("2", "segment('1') || !segment('1')"));
  }

  @Test
  void sharedPartsOfSegmentsAreEvaluatedOnce() {
    save("A", "age > 1 && age < 8 || age == 9");
    save("B", "!segment('A') || age == 5");
    try (PreparedQuestion question =
        engine.prepare(Question.of("segment('A') || segment('B') && age > 2"))) {
      Explanation.Node root = question.explain(Deadline.none()).root();
      List<Explanation.Node> named = new ArrayList<>();
      collect(root, "segment('A')", named);
      assertThat(named).hasSize(2);
      assertThat(named.get(0)).isEqualTo(named.get(1));
      assertThat(named.getFirst().actual()).isEqualTo(7);
    }
  }

  private static void collect(
      Explanation.Node node, String operation, List<Explanation.Node> found) {
    if (node.operation().equals(operation)) {
      found.add(node);
    }
    node.children().forEach(child -> collect(child, operation, found));
  }

  @Test
  void whatIsSuspiciousInASegmentIsToldWhereItIsNamed() {
    engine
        .write(
            Question.DEFAULT_WORKSPACE,
            List.of(Write.Upsert.of("c0", Map.of("plan", new WriteValue.OfText("gold")))))
        .join();
    save("A", "age > 1 && plan == 'silver'");
    try (PreparedQuestion question = engine.prepare(Question.of("age > 2 || segment('A')"))) {
      assertThat(question.warnings().getFirst())
          .extracting(Object::toString)
          .singleElement()
          .asString()
          .startsWith("1:12: in segment 'A' at 1:20: no customer has the value 'silver'");
    }
  }

  @Test
  void namesAndSizesHaveLimits() {
    String name = "a name is 1 to 200 characters";
    refused(Code.INVALID_ARGUMENT, "name: " + name, () -> save("", "age > 1"));
    refused(Code.INVALID_ARGUMENT, "name: " + name, () -> save(" a", "age > 1"));
    refused(Code.INVALID_ARGUMENT, "name: " + name, () -> save("a\nb", "age > 1"));
    refused(Code.INVALID_ARGUMENT, "name: " + name, () -> save("x".repeat(201), "age > 1"));
    save("x".repeat(200), "age > 1");
    refused(
        Code.INVALID_ARGUMENT,
        "description: too long: characters=2001, allowed=2000",
        () ->
            library.putSegment(
                Draft.of("d").with("x".repeat(2_001), List.of()), Expression.of("age > 1")));
    refused(
        Code.INVALID_ARGUMENT,
        "tags: too many tags: tags=51, allowed=50",
        () ->
            library.putSegment(
                Draft.of("t").with("", IntStream.range(0, 51).mapToObj(i -> "t" + i).toList()),
                Expression.of("age > 1")));
    refused(
        Code.INVALID_EXPRESSION,
        "too long to be kept: characters=100007, allowed=100000",
        () -> save("long", "age > 1" + " ".repeat(100_000)));
  }

  private void save(String name, String expression) {
    library.putSegment(Draft.of(name), Expression.of(expression));
  }

  private static void refused(Code code, String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
