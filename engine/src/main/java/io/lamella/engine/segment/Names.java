package io.lamella.engine.segment;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.UnknownNames;
import java.util.Set;

/// Looks things up by their names.
public final class Names {

  private Names() {}

  /// A partition.
  ///
  /// @throws EngineException `UNKNOWN_NAME` with what is near
  public static Definitions.Partition partition(Definitions definitions, String name) {
    Definitions.Partition known = definitions.partitions().get(name);
    if (known == null) {
      throw unknown("partition", name, definitions.partitions().keySet());
    }
    return known;
  }

  static EngineException unknown(String what, String name, Set<String> known) {
    return new EngineException(
        EngineException.Code.UNKNOWN_NAME, UnknownNames.message(what, name, known));
  }
}
