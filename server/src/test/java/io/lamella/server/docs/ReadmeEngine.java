package io.lamella.server.docs;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession.Strictness;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.api.TableSpec.Kind;
import io.lamella.engine.catalog.ValueType;
import java.util.List;

/// The engine as a library.
final class ReadmeEngine {

  private ReadmeEngine() {}

  static long count() {
    // begin
    try (var engine = Engine.open(EngineConfig.defaults())) {
      try (var load = engine.startImport("default", Strictness.STRICT)) {
        var country = Column.declared("country", ValueType.KEYWORD);
        var columns = List.of(Column.reserved("customer_id"), country);
        int table = load.table(new TableSpec(Kind.CUSTOMERS, "crm", columns));
        load.line(table, 1, "ada", "GB");
        load.commit();
      }
      return engine.count("country == 'GB'");
    }
    // end
  }
}
