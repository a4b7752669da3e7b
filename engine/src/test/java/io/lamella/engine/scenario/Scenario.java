package io.lamella.engine.scenario;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.Table;
import java.time.Instant;
import java.util.List;

/// A scenario file, read: its title and what happens, in order.
///
/// @param file the file's name, for messages
public record Scenario(String file, String title, List<Act> acts) {

  public Scenario {
    acts = List.copyOf(acts);
  }

  /// Something that happens, and the line where it stands.
  public sealed interface Act {
    int line();
  }

  /// The workspace's settings change.
  public record Settings(int line, WorkspaceSettings settings) implements Act {}

  /// An import, and what is expected of it: one line such as `loaded 3, refused 1, duplicates 1`, a
  /// refusal of the whole, or nothing said, which is that every line is loaded.
  public record Load(int line, List<Table> tables, List<String> expected) implements Act {
    public Load {
      tables = List.copyOf(tables);
      expected = List.copyOf(expected);
    }
  }

  /// A question and the lines that are expected as its answer.
  public record Ask(int line, String expression, Instant asOf, List<String> expected)
      implements Act {
    public Ask {
      expected = List.copyOf(expected);
    }
  }
}
