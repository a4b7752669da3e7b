package io.lamella.engine.scenario;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.Loading;
import io.lamella.engine.oracle.Table;
import io.lamella.engine.query.Limits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks an engine in this process.
final class EngineAsker implements Asker {

  private static final long MEMORY_BYTES = 256L << 20;
  private static final String WORKSPACE = Question.DEFAULT_WORKSPACE;

  private final Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));

  @Override
  public void settings(WorkspaceSettings settings) {
    engine.putWorkspace(WORKSPACE, settings);
  }

  @Override
  public Imported load(List<Table> tables) {
    try {
      ImportSummary summary = Loading.load(engine, WORKSPACE, tables);
      return new Imported(summary.loaded(), summary.refused(), summary.duplicates());
    } catch (EngineException e) {
      throw refusal(e);
    }
  }

  @Override
  public Answer ask(String expression, Instant asOf) {
    Question question =
        new Question(WORKSPACE, List.of(Expression.of(expression)), Optional.of(asOf));
    try (PreparedQuestion prepared = engine.prepare(question)) {
      Set<String> members = new HashSet<>();
      prepared.members(Deadline.none()).forEachRemaining(members::addAll);
      return new Answer(
          members,
          prepared.counts(Deadline.none())[0],
          prepared.warnings().getFirst().stream().map(Fault::toString).toList());
    } catch (EngineException e) {
      throw refusal(e);
    }
  }

  private static Refusal refusal(EngineException e) {
    return new Refusal(
        e.faults().isEmpty()
            ? List.of(e.getMessage())
            : e.faults().stream().map(Fault::toString).toList(),
        e);
  }

  @Override
  public void close() {
    engine.close();
  }
}
