package io.lamella.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.demo.Shop;
import io.lamella.server.demo.ShopLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: every example of the language's manual works. Method: each is read, printed, read again
/// and asked of the demo shop.
class ExpressionsDocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```lamella\n(.*?)```", Pattern.DOTALL);
  private static final Instant UNTIL = Instant.parse("2026-06-14T12:00:00Z");

  @Test
  void everyExampleOfTheManualAnswers() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(manual()))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(20);
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 1, Limits.DEFAULT))) {
      ShopLoader.load(new Shop(1, 3_000, UNTIL), engine);
      for (String example : examples) {
        String printed = Expressions.print(Expressions.parse(example, Limits.DEFAULT).predicate());
        long count = engine.count(Question.of(example).asOf(UNTIL));
        assertThat(count).as(example).isBetween(0L, 3_000L);
        assertThat(engine.count(Question.of(printed).asOf(UNTIL))).as(printed).isEqualTo(count);
      }
    }
  }

  private static Path manual() {
    // Tests run in their module's folder.
    Path manual = Path.of("..", "docs", "EXPRESSIONS.md");
    assertThat(manual).exists();
    return manual;
  }
}
