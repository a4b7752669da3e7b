package io.lamella.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSession.Strictness;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.api.TableSpec.Kind;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Limits;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: what the door refuses, it refuses with the right code, and goes on answering.
class DoorTest {

  private static final String WORKSPACE = "default";
  private static final WorkspaceSettings LONDON =
      new WorkspaceSettings(ZoneId.of("Europe/London"), DayOfWeek.MONDAY, Optional.empty());

  private Engine engine = open(256L << 20);

  private static Engine open(long memoryBytes) {
    return Engine.open(new EngineConfig(memoryBytes, 1, Limits.DEFAULT));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void anEmptyEngineAnswers() {
    assertThat(engine.count("everyone()")).isZero();
    assertThat(engine.count("nobody() || sample(100, 'x') || !nobody()")).isZero();
    assertThat(engine.describe(WORKSPACE).population()).isZero();
    assertThat(engine.catalog(WORKSPACE).attributes()).isEmpty();
  }

  @Test
  void anUnknownWorkspaceIsRefused() {
    Question question =
        new Question("nowhere", List.of(Expression.of("everyone()")), Optional.empty());

    assertRefused(Code.UNKNOWN_WORKSPACE, () -> engine.count(question));
    assertRefused(Code.UNKNOWN_WORKSPACE, () -> engine.describe("nowhere"));
    assertRefused(Code.UNKNOWN_WORKSPACE, () -> engine.catalog("nowhere"));
  }

  @Test
  void noExpressionOrTooManyAreRefused() {
    List<Expression> many =
        Collections.nCopies(Question.MAX_EXPRESSIONS, Expression.of("everyone()"));
    try (PreparedQuestion prepared =
        engine.prepare(new Question(WORKSPACE, many, Optional.empty()))) {
      assertThat(prepared.counts(Deadline.none())).hasSize(many.size());
    }
    List<Expression> tooMany = Collections.nCopies(many.size() + 1, Expression.of("everyone()"));
    assertRefused(
        Code.INVALID_ARGUMENT,
        () -> engine.prepare(new Question(WORKSPACE, tooMany, Optional.empty())));
    assertRefused(
        Code.INVALID_ARGUMENT,
        () -> engine.prepare(new Question(WORKSPACE, List.of(), Optional.empty())));
  }

  @Test
  void faultsOfAllExpressionsAreToldAtOnce() {
    loadPeople(10);
    List<Expression> expressions =
        List.of(Expression.of("agee == 1"), Expression.of("age == 1"), Expression.of("age == 'x'"));

    assertThatThrownBy(() -> engine.prepare(new Question(WORKSPACE, expressions, Optional.empty())))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.INVALID_EXPRESSION);
              assertThat(e.faults()).hasSize(2);
              assertThat(e.faults().getFirst().message()).contains("agee").contains("'age'");
              assertThat(e.faults().getLast().message()).contains("number").contains("string");
            });
  }

  @Test
  void anUnknownNameOutsideAnExpressionIsRefused() {
    loadPeople(10);

    assertRefused(Code.UNKNOWN_NAME, () -> engine.attributeValues(WORKSPACE, "nothing", "", 10));
    assertRefused(
        Code.UNKNOWN_NAME, () -> engine.propertyValues(WORKSPACE, "nothing", "sku", "", 10));
    assertRefused(
        Code.UNKNOWN_NAME, () -> engine.propertyValues(WORKSPACE, "bought", "nothing", "", 10));
    assertRefused(Code.INVALID_ARGUMENT, () -> engine.attributeValues(WORKSPACE, "age", "", 10));
  }

  @Test
  void theZoneIsFixedOnceEventsExist() {
    assertThat(engine.putWorkspace(WORKSPACE, LONDON)).isEqualTo(LONDON);
    assertThat(engine.putWorkspace(WORKSPACE, WorkspaceSettings.DEFAULT).zone())
        .isEqualTo(WorkspaceSettings.DEFAULT.zone());
    loadPeople(10);

    assertRefused(Code.ZONE_FIXED, () -> engine.putWorkspace(WORKSPACE, LONDON));
    assertThat(engine.catalog(WORKSPACE).settings()).isEqualTo(WorkspaceSettings.DEFAULT);
    assertThat(engine.putWorkspace(WORKSPACE, WorkspaceSettings.DEFAULT))
        .as("what does not change may be said again")
        .isEqualTo(WorkspaceSettings.DEFAULT);
  }

  @Test
  void anUnknownZoneAttributeIsRefused() {
    WorkspaceSettings settings =
        new WorkspaceSettings(
            WorkspaceSettings.DEFAULT.zone(), DayOfWeek.MONDAY, Optional.of("nothing"));

    assertRefused(Code.UNKNOWN_NAME, () -> engine.putWorkspace(WORKSPACE, settings));
  }

  @Test
  void oneImportAtATimeRunsInAWorkspace() {
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.LENIENT)) {
      assertRefused(Code.IMPORT_RUNNING, () -> engine.startImport(WORKSPACE, Strictness.LENIENT));
      engine.startImport("other", Strictness.LENIENT).close();
      session.commit();
    }
    engine.startImport(WORKSPACE, Strictness.LENIENT).close();
  }

  @Test
  void aPassedDeadlineEndsEveryKindOfAnswer() {
    loadPeople(200_000);
    Deadline passed = Deadline.after(-1, () -> false);

    assertEnds(passed, Code.DEADLINE_PASSED);
  }

  @Test
  void aCallerWhoWentAwayEndsEveryKindOfAnswer() {
    loadPeople(200_000);
    Deadline cancelled = Deadline.after(Long.MAX_VALUE / 4, () -> true);

    assertEnds(cancelled, Code.CANCELLED);
  }

  private void assertEnds(Deadline deadline, Code code) {
    String expression = "age > 3 && did('bought').sum(amount) >= 1";
    try (PreparedQuestion question = engine.prepare(Question.of(expression))) {
      assertRefused(code, () -> question.counts(deadline));
      assertRefused(code, () -> question.overlap(Overlap.Extent.PAIRS, deadline));
      assertRefused(code, () -> question.explain(deadline));
      assertRefused(
          code,
          () -> {
            Iterator<List<String>> members = question.members(deadline);
            members.next();
          });
      assertThat(question.counts(Deadline.none())[0]).as("asked again").isPositive();
    }
  }

  @Test
  void dataLargerThanTheBudgetIsRefusedAndTheSnapshotGoesOnAnswering() {
    engine.close();
    engine = open(24L << 20);
    loadPeople(1_000);
    long snapshot = engine.describe(WORKSPACE).snapshot();

    assertThatThrownBy(() -> loadPeople(10_000_000))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.MEMORY_BUDGET_EXCEEDED);
              assertThat(e.getMessage())
                  .as("names the bytes allowed")
                  .contains(Long.toString(24L << 20));
            });

    assertThat(engine.describe(WORKSPACE).snapshot()).isEqualTo(snapshot);
    assertThat(engine.count("did('bought')")).isEqualTo(1_000);
    loadPeople(1_100);
    assertThat(engine.count("did('bought')")).as("the next import works").isEqualTo(1_100);
  }

  @Test
  void aClosedEngineRefuses() {
    loadPeople(10);
    engine.close();

    assertRefused(Code.CLOSED, () -> engine.count("everyone()"));
    assertRefused(Code.CLOSED, () -> engine.describe(WORKSPACE));
    assertRefused(Code.CLOSED, () -> engine.startImport(WORKSPACE, Strictness.LENIENT));
    assertRefused(Code.CLOSED, () -> engine.putWorkspace(WORKSPACE, LONDON));
    engine.close();
  }

  @Test
  void aQuestionStillOpenWhenTheEngineClosesFailsCleanly() {
    loadPeople(10);
    PreparedQuestion question = engine.prepare(Question.of("did('bought')"));
    engine.close();

    assertRefused(Code.CLOSED, () -> question.counts(Deadline.none()));
    question.close();
  }

  /// Customers `0` to `count - 1`, each with an age and one purchase.
  private void loadPeople(int count) {
    TableSpec customers =
        new TableSpec(
            Kind.CUSTOMERS,
            "customers.csv",
            List.of(Column.reserved("customer_id"), Column.declared("age", ValueType.NUMBER)));
    TableSpec events =
        new TableSpec(
            Kind.EVENTS,
            "events.csv",
            List.of(
                Column.reserved("event_id"),
                Column.reserved("customer_id"),
                Column.reserved("event"),
                Column.reserved("timestamp"),
                Column.declared("amount", ValueType.NUMBER)));
    try (ImportSession session = engine.startImport(WORKSPACE, Strictness.STRICT)) {
      int customer = session.table(customers);
      int event = session.table(events);
      for (int i = 0; i < count; i++) {
        String id = Integer.toString(i);
        session.line(customer, i + 2, id, Integer.toString(i % 90));
        session.line(event, i + 2, id, id, "bought", "2026-01-01T00:00:00Z", i % 100 + ".5");
      }
      session.commit();
    }
  }

  private static void assertRefused(Code code, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
