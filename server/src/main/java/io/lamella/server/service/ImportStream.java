package io.lamella.server.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSession.Strictness;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.TableSpec;
import io.lamella.server.call.Failure;
import io.lamella.server.mapping.ImportMapping;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.ImportLines;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.ImportStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One import as its messages arrive: start, tables and lines, commit. gRPC calls it one message at
/// a time. However the stream ends, the session is closed; only after a commit is anything loaded.
final class ImportStream implements StreamObserver<ImportRequest> {

  private enum Stage {
    /// Waits for the start.
    NEW,
    /// Takes tables and lines.
    OPEN,
    /// Has seen the commit; waits for the end of the stream.
    COMMITTED,
    /// Answered or given up; what still arrives is dropped.
    OVER
  }

  private final Engine engine;
  private final StreamObserver<ImportResponse> observer;
  private final List<Integer> widths = new ArrayList<>();
  private Stage stage = Stage.NEW;
  private Optional<ImportSession> session = Optional.empty();

  ImportStream(Engine engine, ServerCallStreamObserver<ImportResponse> observer) {
    this.engine = engine;
    this.observer = observer;
  }

  @Override
  public void onNext(ImportRequest request) {
    if (stage == Stage.OVER) {
      return;
    }
    try {
      take(request);
    } catch (Throwable t) {
      refuse(t);
    }
  }

  @Override
  public void onCompleted() {
    if (stage == Stage.OVER) {
      return;
    }
    ImportSummary summary;
    try {
      if (stage != Stage.COMMITTED) {
        throw malformed("commit", "the stream ended without a commit: nothing is loaded");
      }
      summary = opened().commit();
    } catch (Throwable t) {
      refuse(t);
      return;
    }
    end();
    observer.onNext(ImportMapping.summary(summary));
    observer.onCompleted();
  }

  /// The caller went away.
  @Override
  public void onError(Throwable cancelled) {
    end();
  }

  private void take(ImportRequest request) {
    switch (request.getPartCase()) {
      case START -> start(request.getStart());
      case TABLE -> {
        TableSpec table = ImportMapping.table(request.getTable());
        opened("table").table(table);
        widths.add(table.columns().size());
      }
      case LINES -> lines(request.getLines());
      case COMMIT -> {
        opened("commit");
        stage = Stage.COMMITTED;
      }
      case PART_NOT_SET -> throw malformed("part", "a part of an import is missing");
    }
  }

  private void start(ImportStart start) {
    if (stage != Stage.NEW) {
      throw malformed("start", "an import starts once");
    }
    session =
        Optional.of(
            engine.startImport(
                Workspaces.name(start.getWorkspace()),
                start.getStrict() ? Strictness.STRICT : Strictness.LENIENT));
    stage = Stage.OPEN;
  }

  private void lines(ImportLines lines) {
    ImportSession open = opened("lines");
    // Unsigned in the contract; as an int it may be negative.
    int table = lines.getTable();
    if (table < 0 || table >= widths.size()) {
      throw malformed(
          "lines.table",
          "no such table: table=" + Integer.toUnsignedString(table) + ", tables=" + widths.size());
    }
    int width = widths.get(table);
    int count = lines.getLinesCount();
    if (lines.getCellsCount() != (long) width * count) {
      throw malformed(
          "lines.cells",
          "as many cells for each line as the table has columns are needed: cells="
              + lines.getCellsCount()
              + ", lines="
              + count
              + ", columns="
              + width);
    }
    open.lines(table, lines.getLinesList(), lines.getCellsList());
  }

  /// The session, for a part that may come only between start and commit.
  private ImportSession opened(String part) {
    return switch (stage) {
      case NEW -> throw malformed(part, "an import begins with a start");
      case COMMITTED -> throw malformed(part, "nothing follows the commit of an import");
      case OPEN, OVER -> opened();
    };
  }

  private ImportSession opened() {
    return session.orElseThrow();
  }

  private void refuse(Throwable t) {
    end();
    observer.onError(Failure.of(t));
  }

  private void end() {
    stage = Stage.OVER;
    session.ifPresent(ImportSession::close);
  }

  private static EngineException malformed(String field, String message) {
    return new EngineException(
        EngineException.Code.INVALID_ARGUMENT, message, List.of(new Fault(field, message)));
  }
}
