package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import java.util.List;

/// Checks a predicate against a catalogue.
public final class Checker {

  private Checker() {}

  public static List<Fault> check(Located located, Catalog catalog, Limits limits) {
    return List.of();
  }
}
