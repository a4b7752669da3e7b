package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.memory.BudgetExceededException;
import java.util.ArrayList;
import java.util.List;

/// A running import of one workspace: reads and checks lines, hands the good ones to the [Staging],
/// and builds the next snapshot from it. Confined to one thread at a time.
public final class ImportJob implements ImportSession {
  /// Lines whose customers are looked for together.
  private static final int AHEAD = 64;

  private final Workspace workspace;
  private final Strictness strictness;
  private final Types types;
  private final Staging staging;
  private final Refusals refusals = new Refusals();
  private final List<LineReader> tables = new ArrayList<>();
  private long read;
  private long duplicates;
  private boolean open = true;

  /// Starts an import and becomes the workspace's writer until it is closed.
  ///
  /// @throws EngineException `IMPORT_RUNNING`
  public static ImportJob start(Workspace workspace, Strictness strictness) {
    workspace.acquireWriter();
    try {
      return new ImportJob(workspace, strictness);
    } catch (BudgetExceededException e) {
      workspace.releaseWriter();
      throw refused(e);
    } catch (RuntimeException e) {
      workspace.releaseWriter();
      throw e;
    }
  }

  private ImportJob(Workspace workspace, Strictness strictness) {
    this.workspace = workspace;
    this.strictness = strictness;
    this.types = new Types(workspace.current().catalog());
    this.staging = new Staging(workspace);
  }

  @Override
  public int table(TableSpec spec) {
    checkOpen();
    LineTable table = LineTable.of(spec);
    types.add(spec, table);
    tables.add(new LineReader(table, staging, refusals));
    return tables.size() - 1;
  }

  @Override
  public void line(int table, long line, List<String> cells) {
    LineReader reader = reader(table);
    stage(() -> count(reader.read(line, cells)));
  }

  @Override
  public void lines(int table, List<Long> numbers, List<String> cells) {
    LineReader reader = reader(table);
    int width = reader.width();
    if (cells.size() != (long) width * numbers.size()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "as many cells for each line as the table has columns are needed: cells="
              + cells.size()
              + ", lines="
              + numbers.size()
              + ", columns="
              + width);
    }
    stage(() -> {
      for (int from = 0; from < numbers.size(); from += AHEAD) {
        int to = Math.min(numbers.size(), from + AHEAD);
        byte[][] ids = reader.prefetch(cells, from, to);
        for (int line = from; line < to; line++) {
          List<String> own = cells.subList(line * width, (line + 1) * width);
          count(reader.read(numbers.get(line), own, ids[line - from]));
        }
      }
    });
  }

  private LineReader reader(int table) {
    checkOpen();
    if (table < 0 || table >= tables.size()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, "no such table: table=" + table);
    }
    return tables.get(table);
  }

  private void count(LineReader.Outcome outcome) {
    read++;
    if (outcome == LineReader.Outcome.DUPLICATE) {
      duplicates++;
    }
  }

  private void stage(Runnable lines) {
    try {
      lines.run();
    } catch (BudgetExceededException e) {
      close();
      throw refused(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public ImportSummary commit() {
    checkOpen();
    try {
      boolean publish = strictness == Strictness.LENIENT || refusals.count() == 0;
      if (publish) {
        staging.publish(types);
      }
      return new ImportSummary(
          read,
          publish ? read - refusals.count() - duplicates : 0,
          refusals.count(),
          duplicates,
          workspace.current().number(),
          publish,
          refusals.list());
    } catch (BudgetExceededException e) {
      throw refused(e);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      try {
        staging.close();
      } finally {
        workspace.releaseWriter();
      }
    }
  }

  private static EngineException refused(BudgetExceededException e) {
    return new EngineException(
        EngineException.Code.MEMORY_BUDGET_EXCEEDED,
        e.reason() + "; the import is over and nothing of it was loaded");
  }

  private void checkOpen() {
    if (!open) {
      throw new EngineException(EngineException.Code.CLOSED, "the import is over");
    }
  }
}
