package io.lamella.engine.oracle;

import io.lamella.engine.catalog.ValueType;
import java.util.List;

/// An attribute or property and the few values it is drawn from, so that values collide.
public record Named(String name, ValueType type, List<Object> pool) {
  public Named {
    pool = List.copyOf(pool);
  }
}
