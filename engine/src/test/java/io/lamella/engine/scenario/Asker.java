package io.lamella.engine.scenario;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Something that can be loaded and asked: the engine in process, or a server over the wire. Begins
/// with an empty workspace of its own. Used by one thread.
public interface Asker extends AutoCloseable {

  /// Changes the workspace's settings.
  void settings(WorkspaceSettings settings);

  /// Loads these tables as one import that leaves out refused lines.
  ///
  /// @throws Refusal if the import as a whole is refused
  Imported load(List<Table> tables);

  /// Asks who satisfies an expression.
  ///
  /// @throws Refusal if the expression has faults
  Answer ask(String expression, Instant asOf);

  @Override
  void close();

  /// What became of an import's lines.
  record Imported(long loaded, long refused, long duplicates) {}

  /// Who satisfies the expression, how many that are by an own question, and each warning as
  /// `place: message`.
  record Answer(Set<String> members, long count, List<String> warnings) {
    public Answer {
      members = Set.copyOf(members);
      warnings = List.copyOf(warnings);
    }
  }

  /// A refusal: each fault as `place: message`, or the message of the whole.
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> faults;

    public Refusal(List<String> faults, Throwable cause) {
      super(String.join("\n", faults), cause);
      this.faults = List.copyOf(faults);
    }

    /// One or more lines.
    public List<String> faults() {
      return faults;
    }
  }
}
