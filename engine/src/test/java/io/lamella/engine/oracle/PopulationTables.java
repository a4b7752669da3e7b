package io.lamella.engine.oracle;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Writes a population as one or several imports: lines in random order, customers whose values are
/// spread over several lines or replaced by a later one, customers who appear in events alone,
/// event lines offered twice.
public final class PopulationTables {

  private final RandomPopulation population;
  private final Dice dice;
  private final Cells cells;
  private final List<List<List<String>>> customerLines = new ArrayList<>();
  private final List<List<List<String>>> eventLines = new ArrayList<>();
  private final List<List<List<String>>> namelessEventLines = new ArrayList<>();
  private final List<String> attributes;
  private final List<String> properties;
  private int eventIds;

  private PopulationTables(RandomPopulation population, int imports, long seed) {
    this.population = population;
    dice = new Dice(seed);
    cells = new Cells(dice, population.settings().zone());
    attributes = dice.shuffled(List.copyOf(population.catalog().attributes().keySet()));
    properties = dice.shuffled(List.copyOf(population.catalog().properties().keySet()));
    for (int i = 0; i < imports; i++) {
      customerLines.add(new ArrayList<>());
      eventLines.add(new ArrayList<>());
      namelessEventLines.add(new ArrayList<>());
    }
    for (Customer customer : population.customers()) {
      addCustomer(customer);
      customer.events().forEach(event -> addEvent(customer, event));
    }
  }

  /// The tables of each import, in order.
  public static List<List<Table>> of(RandomPopulation population, int imports, long seed) {
    return new PopulationTables(population, imports, seed).tables();
  }

  private void addCustomer(Customer customer) {
    Map<String, Object> values = customer.attributes();
    if (values.isEmpty() && !customer.events().isEmpty() && dice.chance(0.7)) {
      return;
    }
    if (!dice.chance(0.2) || values.isEmpty()) {
      dice.pick(customerLines).add(customerLine(customer.id(), values));
      return;
    }
    Map<String, Object> one = new HashMap<>();
    Map<String, Object> other = new HashMap<>();
    values.forEach((name, value) -> (dice.chance(0.5) ? one : other).put(name, value));
    dice.pick(customerLines).add(customerLine(customer.id(), one));
    dice.pick(customerLines).add(customerLine(customer.id(), other));
  }

  private List<String> customerLine(String id, Map<String, Object> values) {
    List<String> line = new ArrayList<>();
    line.add(id);
    for (String attribute : attributes) {
      line.add(values.containsKey(attribute) ? cells.cell(values.get(attribute)) : "");
    }
    return line;
  }

  private void addEvent(Customer customer, Event event) {
    boolean named = dice.chance(0.6);
    List<String> line = new ArrayList<>();
    line.add(customer.id());
    line.add(event.behaviour());
    line.add(cells.instant(event.instant()));
    for (String property : properties) {
      Map<String, Object> values = event.properties();
      line.add(values.containsKey(property) ? cells.cell(values.get(property)) : "");
    }
    if (!named) {
      dice.pick(namelessEventLines).add(line);
      return;
    }
    line.add("e" + eventIds++);
    dice.pick(eventLines).add(line);
    if (dice.chance(0.1)) {
      dice.pick(eventLines).add(line);
    }
  }

  private List<List<Table>> tables() {
    List<List<Table>> imports = new ArrayList<>();
    for (int i = 0; i < customerLines.size(); i++) {
      List<Table> tables = new ArrayList<>();
      // What later lines of the same customers will replace comes first of all.
      if (i == 0) {
        tables.add(new Table(customers("replaced.csv"), replacedLines()));
      }
      List<Table> others = new ArrayList<>();
      others.add(new Table(customers("customers.csv"), dice.shuffled(customerLines.get(i))));
      List<Column> columns = eventColumns();
      others.add(
          new Table(events("nameless.csv", columns), dice.shuffled(namelessEventLines.get(i))));
      columns.add(Column.reserved(TableSpec.EVENT_ID));
      others.add(new Table(events("events.csv", columns), dice.shuffled(eventLines.get(i))));
      tables.addAll(dice.shuffled(others));
      imports.add(tables);
    }
    return imports;
  }

  private List<List<String>> replacedLines() {
    List<List<String>> lines = new ArrayList<>();
    for (Customer customer : dice.some(20, population.customers())) {
      Map<String, Object> older = new HashMap<>();
      for (Named attribute : population.attributes()) {
        if (customer.attributes().containsKey(attribute.name()) && dice.chance(0.5)) {
          older.put(attribute.name(), dice.pick(attribute.pool()));
        }
      }
      lines.add(customerLine(customer.id(), older));
    }
    return lines;
  }

  private TableSpec customers(String source) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
    addColumns(columns, attributes, population.catalog().attributes());
    return new TableSpec(TableSpec.Kind.CUSTOMERS, source, columns);
  }

  private List<Column> eventColumns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.reserved(TableSpec.CUSTOMER_ID));
    columns.add(Column.reserved(TableSpec.EVENT));
    columns.add(Column.reserved(TableSpec.TIMESTAMP));
    addColumns(columns, properties, population.catalog().properties());
    return columns;
  }

  private static TableSpec events(String source, List<Column> columns) {
    return new TableSpec(TableSpec.Kind.EVENTS, source, columns);
  }

  private static void addColumns(
      List<Column> columns, List<String> names, SortedMap<String, ValueType> types) {
    for (String name : names) {
      columns.add(Column.declared(name, types.getOrDefault(name, ValueType.KEYWORD)));
    }
  }
}
