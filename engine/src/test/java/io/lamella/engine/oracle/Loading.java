package io.lamella.engine.oracle;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.query.Limits;
import java.util.List;

/// Imports tables through the engine's door.
public final class Loading {

  private static final long MEMORY_BYTES = 1L << 30;

  private Loading() {}

  /// An engine whose workspace holds a population, imported in some parts.
  static Engine engine(String workspace, RandomPopulation population, int imports) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT));
    engine.putWorkspace(workspace, population.settings());
    for (List<Table> tables : PopulationTables.of(population, imports, population.seed())) {
      load(engine, workspace, tables);
    }
    return engine;
  }

  /// Imports these tables as one import: all are declared, then their lines follow table by table.
  public static ImportSummary load(
      Engine engine, String workspace, List<Table> tables, ImportSession.Strictness strictness) {
    try (ImportSession session = engine.startImport(workspace, strictness)) {
      int[] numbers = new int[tables.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = session.table(tables.get(i).spec());
      }
      for (int i = 0; i < numbers.length; i++) {
        List<List<String>> lines = tables.get(i).lines();
        for (int place = 0; place < lines.size(); place++) {
          session.line(numbers[i], Table.number(place), lines.get(place));
        }
      }
      return session.commit();
    }
  }

  /// Imports these tables and leaves out refused lines.
  public static ImportSummary load(Engine engine, String workspace, List<Table> tables) {
    return load(engine, workspace, tables, ImportSession.Strictness.LENIENT);
  }
}
