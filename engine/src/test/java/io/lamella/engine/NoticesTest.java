package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Notice;
import io.lamella.engine.api.Notice.Kind;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Preview;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.oracle.Loading;
import io.lamella.engine.oracle.Table;
import io.lamella.engine.query.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: what is suspicious is noticed, once, and at the node it is about; what is not is left
/// alone. Method: 300 customers of whom every number is plain.
class NoticesTest {

  private static final long MEMORY_BYTES = 1L << 30;
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private static Engine engine;

  /// Number n is from GB, DE or FR in turn, n years old, and has bought on one day of March if
  /// even.
  @BeforeAll
  static void load() {
    engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    List<List<String>> customers = new ArrayList<>();
    List<List<String>> events = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      String id = "c" + n;
      customers.add(
          List.of(
              id,
              List.of("Great Britain", "Germany", "France").get(n % 3),
              Integer.toString(n),
              n < 30 ? "vip" : ""));
      if (n % 2 == 0) {
        events.add(List.of(id, "purchase", "2026-03-" + (10 + n % 20) + "T10:00:00Z", "skin"));
      }
    }
    Loading.load(
        engine,
        Question.DEFAULT_WORKSPACE,
        List.of(
            new Table(
                new TableSpec(
                    TableSpec.Kind.CUSTOMERS,
                    "customers",
                    List.of(
                        Column.reserved(TableSpec.CUSTOMER_ID),
                        Column.declared("country", ValueType.KEYWORD),
                        Column.declared("age", ValueType.NUMBER),
                        Column.declared("tags", ValueType.SET))),
                customers),
            new Table(
                new TableSpec(
                    TableSpec.Kind.EVENTS,
                    "events",
                    List.of(
                        Column.reserved(TableSpec.CUSTOMER_ID),
                        Column.reserved(TableSpec.EVENT),
                        Column.reserved(TableSpec.TIMESTAMP),
                        Column.declared("category", ValueType.KEYWORD))),
                events)));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void anOrdinaryExpressionIsNotSuspicious() {
    assertThat(notices("country == 'Germany' && did('purchase').within(last('20d'))", 10))
        .isEmpty();
  }

  @Test
  void nobodyIsNoticedForTheWholeAndTheClauseThatCausesIt() {
    assertThat(notices("country == 'Germany' && age > 500 && has(tags)"))
        .extracting(Notice::kind, Notice::node, Notice::place)
        .containsExactly(tuple(Kind.NOBODY, List.of(), ""), tuple(Kind.NOBODY, List.of(1), "1:29"));
  }

  @Test
  void everybodyIsNoticedForTheWholeAndTheClauseThatCausesIt() {
    assertThat(notices("age >= 0 || country == 'Germany'"))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(
            tuple(Kind.EVERYBODY, List.of()),
            tuple(Kind.EVERYBODY, List.of(0)),
            tuple(Kind.NO_EFFECT, List.of(1)));
  }

  @Test
  void whatIsWrittenOnPurposeIsNotNoticed() {
    assertThat(notices("everyone() && country == 'Germany'", 10)).isEmpty();
    assertThat(notices("everyone()", 10)).isEmpty();
  }

  @Test
  void aClauseThatChangesNothingIsNoticed() {
    assertThat(notices("age < 100 && age < 200 && country == 'Germany'", 10))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.NO_EFFECT, List.of(1)));
    assertThat(notices("country == 'Germany' && (age < 200 || age < 100)", 10))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.NO_EFFECT, List.of(1, 1)));
    assertThat(notices("country == 'Germany' && !(age > 200 || age > 250)", 10))
        .extracting(Notice::kind, Notice::node)
        .containsExactlyInAnyOrder(
            tuple(Kind.NEGATED_OR, List.of(1)), tuple(Kind.NO_EFFECT, List.of(1, 0, 1)));
  }

  @Test
  void clausesThatContradictEachOtherAreNamedInPairs() {
    List<Notice> two = notices("country == 'Germany' && country == 'France'");
    assertThat(two)
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.NOBODY, List.of()), tuple(Kind.CONTRADICTION, List.of(1)));
    assertThat(two.get(1).message())
        .isEqualTo("nobody satisfies both country == 'Germany' and country == 'France'");

    assertThat(notices("age > 200 && has(country) && did('purchase') && age < 100"))
        .filteredOn(notice -> notice.kind() == Kind.CONTRADICTION)
        .extracting(Notice::node)
        .containsExactly(List.of(3));
    // Nobody in all three, but somebody in each pair.
    assertThat(notices("age in [1, 2] && age in [2, 3] && age in [1, 3]"))
        .extracting(Notice::kind)
        .containsExactly(Kind.NOBODY);
  }

  @Test
  void aClauseThatStandsTwiceIsNoticed() {
    assertThat(notices("age < 100 && country == 'Germany' && age < 100", 10))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.DUPLICATE, List.of(2)));
  }

  @Test
  void negatedAlternativesAreNoticed() {
    assertThat(notices("!(country == 'Germany' || age < 10)"))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.NEGATED_OR, List.of()));
    assertThat(notices("country != 'Germany' || country != 'France'"))
        .extracting(Notice::kind)
        .contains(Kind.NEGATED_OR, Kind.EVERYBODY);
    assertThat(notices("!did('purchase') || !(age < 10)"))
        .extracting(Notice::kind)
        .containsExactly(Kind.NEGATED_OR);
    assertThat(notices("country == 'Germany' || !did('purchase')")).isEmpty();
  }

  @Test
  void aWindowLongerThanTheDataIsNoticedByPreviewsAlone() {
    String expression = "did('purchase').within(last('90d')).count() >= 1";
    assertThat(notices(expression))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.kind()).isEqualTo(Kind.WINDOW_BEYOND_DATA);
          assertThat(notice.place()).isEqualTo("1:24");
          assertThat(notice.message())
              .isEqualTo("the window begins 68 days before the first event");
        });
    try (PreparedQuestion prepared = engine.prepare(Question.of(expression).asOf(NOW))) {
      assertThat(prepared.warnings().getFirst()).isEmpty();
    }
    // The first event is of ten o'clock.
    assertThat(notices("did('purchase').within(since(date('2026-03-10')))")).isEmpty();
  }

  @Test
  void anUnknownValueNamesThoseThatAreNear() {
    assertThat(notices("country == 'Germny' || age > 100"))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.kind()).isEqualTo(Kind.UNKNOWN_VALUE);
          assertThat(notice.node()).containsExactly(0);
          assertThat(notice.suggestions()).containsExactly("Germany");
          assertThat(notice.message())
              .isEqualTo(
                  "no customer has the value 'Germny' of 'country'; did you mean 'Germany'?");
        });
    assertThat(notices("did('purchase').where(category == 'skim') || age > 100"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.suggestions()).containsExactly("skin"));
  }

  @Test
  void aWindowThatIsEmptyNowIsNoticed() {
    assertThat(notices("did('purchase').within(since(date('2026-05-01'))) || age > 100"))
        .extracting(Notice::kind, Notice::node)
        .containsExactly(tuple(Kind.EMPTY_WINDOW, List.of(0)));
  }

  @Test
  void aTotalThatIsTooSmallIsNoticed() {
    assertThat(notices("age < 20", 21))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.kind()).isEqualTo(Kind.TOO_SMALL);
          assertThat(notice.node()).isEmpty();
        });
    assertThat(notices("age < 20", 20)).isEmpty();
  }

  @Test
  void withNoCustomersNothingIsNoticed() {
    try (Engine empty = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
        PreparedQuestion prepared = empty.prepare(Question.of("!everyone() && nobody()"))) {
      Preview preview = prepared.preview(100, Deadline.none());
      assertThat(preview.notices()).isEmpty();
      assertThat(preview.root().without()).isZero();
    }
  }

  @Test
  void aPassedDeadlineAndACallerWhoIsGoneEndAPreview() {
    try (PreparedQuestion prepared = engine.prepare(Question.of("age > 3 && has(country)"))) {
      assertThatThrownBy(() -> prepared.preview(100, Deadline.after(-1, () -> false)))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(EngineException.Code.DEADLINE_PASSED));
      assertThatThrownBy(() -> prepared.preview(100, Deadline.after(1L << 40, () -> true)))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED));
    }
  }

  private static List<Notice> notices(String expression) {
    return notices(expression, 1);
  }

  private static List<Notice> notices(String expression, int minUsefulSize) {
    try (PreparedQuestion prepared = engine.prepare(Question.of(expression).asOf(NOW))) {
      return prepared.preview(minUsefulSize, Deadline.none()).notices();
    }
  }
}
