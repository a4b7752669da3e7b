package io.lamella.engine;

import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.WorkspaceSettings;

/// A segmentation engine: workspaces of customers and their events, in memory. Safe for use by many
/// threads. Closing it frees its memory; questions still open then fail.
public final class Engine implements AutoCloseable {

  private Engine() {}

  /// Opens an engine with nothing in it but the empty workspace `default`.
  public static Engine open(EngineConfig config) {
    throw new IllegalStateException("being built");
  }

  /// Reads, checks and plans a question, and pins the snapshot that will answer it. The caller
  /// closes it.
  ///
  /// @throws io.lamella.engine.api.EngineException `INVALID_EXPRESSION` with every fault of every
  ///   expression; `INVALID_ARGUMENT` for none or too many; `UNKNOWN_WORKSPACE`
  public PreparedQuestion prepare(Question question) {
    throw new IllegalStateException("being built");
  }

  /// How many customers satisfy the question's first expression.
  public long count(Question question) {
    try (PreparedQuestion prepared = prepare(question)) {
      return prepared.counts(Deadline.none())[0];
    }
  }

  /// How many customers of the default workspace satisfy an expression now.
  public long count(String expression) {
    return count(Question.of(expression));
  }

  /// Starts an import; the workspace is made if it is not there.
  ///
  /// @throws io.lamella.engine.api.EngineException `IMPORT_RUNNING`; `INVALID_ARGUMENT` for a bad
  ///   name
  public ImportSession startImport(String workspace, ImportSession.Strictness strictness) {
    throw new IllegalStateException("being built");
  }

  /// Makes a workspace or changes its settings.
  ///
  /// @throws io.lamella.engine.api.EngineException `ZONE_FIXED` if the zone would change and events
  ///   exist; `UNKNOWN_NAME` if the zone attribute is not a known keyword
  public WorkspaceSettings putWorkspace(String workspace, WorkspaceSettings settings) {
    throw new IllegalStateException("being built");
  }

  /// Names and types of the current snapshot.
  public Catalog catalog(String workspace) {
    throw new IllegalStateException("being built");
  }

  /// Names, types and sizes of the current snapshot.
  public CatalogView describe(String workspace) {
    throw new IllegalStateException("being built");
  }

  /// The values of a keyword, text, set or boolean attribute that contain `containing`, by falling
  /// count, at most `limit`.
  ///
  /// @throws io.lamella.engine.api.EngineException `UNKNOWN_NAME`; `INVALID_ARGUMENT` for an
  ///   attribute whose values are not listed
  public CatalogView.ValueList attributeValues(
      String workspace, String attribute, String containing, int limit) {
    throw new IllegalStateException("being built");
  }

  /// The values of a keyword, text, set or boolean property in the events of a behaviour, by
  /// falling count of events.
  ///
  /// @throws io.lamella.engine.api.EngineException `UNKNOWN_NAME`; `INVALID_ARGUMENT`
  public CatalogView.ValueList propertyValues(
      String workspace, String behaviour, String property, String containing, int limit) {
    throw new IllegalStateException("being built");
  }

  @Override
  public void close() {}
}
