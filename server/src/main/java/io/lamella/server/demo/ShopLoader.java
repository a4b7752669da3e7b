package io.lamella.server.demo;

import io.lamella.engine.Engine;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Loads a shop into an engine as one import, customer by customer.
public final class ShopLoader {
  private static final Map<String, ValueType> TYPES =
      Map.ofEntries(
          Map.entry("age", ValueType.NUMBER),
          Map.entry("signed_up", ValueType.INSTANT),
          Map.entry("birthday", ValueType.DATE),
          Map.entry("email", ValueType.TEXT),
          Map.entry("tags", ValueType.SET),
          Map.entry("subscribed", ValueType.BOOLEAN),
          Map.entry("lifetime_value", ValueType.NUMBER),
          Map.entry("home", ValueType.LOCATION),
          Map.entry("amount", ValueType.NUMBER),
          Map.entry("quantity", ValueType.NUMBER));

  private ShopLoader() {}

  /// Loads a shop into the default workspace.
  public static ImportSummary load(Shop shop, Engine engine) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int customers =
          session.table(
              spec(
                  TableSpec.Kind.CUSTOMERS, List.of(TableSpec.CUSTOMER_ID), Shop.CUSTOMER_COLUMNS));
      int events =
          session.table(
              spec(
                  TableSpec.Kind.EVENTS,
                  List.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP),
                  Shop.EVENT_COLUMNS));
      try (var made = new MadeAhead(shop)) {
        long line = 1;
        for (ShopCustomer customer = made.next(); customer != null; customer = made.next()) {
          session.line(customers, ++line, cells(customer));
          for (ShopCustomer.Event event : customer.events()) {
            session.line(events, ++line, cells(customer.id(), event));
          }
        }
      }
      return session.commit();
    }
  }

  private static TableSpec spec(TableSpec.Kind kind, List<String> reserved, List<String> columns) {
    return new TableSpec(
        kind,
        "demo shop",
        Stream.concat(
                reserved.stream().map(Column::reserved),
                columns.stream()
                    .map(
                        name -> Column.declared(name, TYPES.getOrDefault(name, ValueType.KEYWORD))))
            .toList());
  }

  private static List<String> cells(ShopCustomer customer) {
    List<String> cells = new ArrayList<>(Shop.CUSTOMER_COLUMNS.size() + 1);
    cells.add(customer.id());
    for (String column : Shop.CUSTOMER_COLUMNS) {
      cells.add(customer.attribute(column).orElse(""));
    }
    return cells;
  }

  private static List<String> cells(String customerId, ShopCustomer.Event event) {
    List<String> cells = new ArrayList<>(Shop.EVENT_COLUMNS.size() + 3);
    cells.add(customerId);
    cells.add(event.behaviour());
    cells.add(event.instant().toString());
    for (String column : Shop.EVENT_COLUMNS) {
      cells.add(event.property(column));
    }
    return cells;
  }
}
