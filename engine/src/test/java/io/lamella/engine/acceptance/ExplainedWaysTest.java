package io.lamella.engine.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: `explain` tells the way on which a condition on an attribute is answered, not another that
/// might have been gone. Method: a thousand customers with numbers that lie close together, numbers
/// that are spread, numbers that ascend, and a hundred words.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedWaysTest {
  private static final int CUSTOMERS = 1_000;

  private final Engine engine = Engine.open(new EngineConfig(64L << 20, 1, Limits.DEFAULT));

  ExplainedWaysTest() {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.CUSTOMERS,
                  "ways",
                  List.of(
                      Column.reserved(TableSpec.CUSTOMER_ID),
                      Column.declared("close", ValueType.NUMBER),
                      Column.declared("spread", ValueType.NUMBER),
                      Column.declared("ascending", ValueType.NUMBER),
                      Column.declared("word", ValueType.KEYWORD))));
      for (int i = 0; i < CUSTOMERS; i++) {
        session.line(
            table,
            i,
            List.of(
                "c" + i,
                Integer.toString(i % 10),
                Integer.toString(i * 7_919 % CUSTOMERS * 1_000),
                Integer.toString(i * 1_000),
                "word " + i % 100));
      }
      session.commit();
    }
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
"""
          has(close)                 | bitmap of those who have a value
          close == 3                 | 1 bitmap
          close != 3                 | has a value, less 1 bitmap
          spread < 500000            | column scan
          ascending < 500000         | search where numbers ascend, else column scan
          word == 'word 7'           | 1 bitmap
          word != 'word 7'           | has a value, less 1 bitmap
          word in ['word 7', 'word 8'] | 2 bitmaps
          word.contains('7')         | 19 bitmaps
          word.contains('word')      | column scan
""")
  void theWayThatIsGoneIsTold(String expression, String way) {
    try (PreparedQuestion question = engine.prepare(Question.of(expression))) {
      assertThat(question.explain(Deadline.none()).root().detail()).isEqualTo(way);
    }
  }
}
