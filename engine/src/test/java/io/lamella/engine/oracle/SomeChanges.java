package io.lamella.engine.oracle;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes some customers of a population that was loaded.
final class SomeChanges {

  private SomeChanges() {}

  /// Some customers lose a number, some get one, some are erased.
  ///
  /// @return who is left, as they are then
  static List<Customer> write(Engine engine, String workspace, RandomPopulation population) {
    var dice = new Dice(population.seed());
    List<String> numbers = numbers(population);
    List<Write> writes = new ArrayList<>();
    List<Customer> left = new ArrayList<>();
    for (Customer customer : population.customers()) {
      if (writes.size() >= 200 || !dice.chance(0.3)) {
        left.add(customer);
      } else if (numbers.isEmpty() || dice.chance(0.3)) {
        writes.add(new Write.Erase(customer.id()));
      } else {
        String name = dice.pick(numbers);
        Map<String, Object> attributes = new HashMap<>(customer.attributes());
        if (dice.chance(0.5)) {
          attributes.remove(name);
          writes.add(new Write.Upsert(customer.id(), Map.of(), List.of(name), Map.of(), Map.of()));
        } else {
          BigDecimal number = dice.pick(new BigDecimal("7.25"), new BigDecimal("-1000000"));
          attributes.put(name, number);
          writes.add(
              new Write.Upsert(
                  customer.id(),
                  Map.of(name, new WriteValue.OfNumber(number)),
                  List.of(),
                  Map.of(),
                  Map.of()));
        }
        left.add(new Customer(customer.id(), attributes, customer.events()));
      }
    }
    engine.write(workspace, writes).join();
    return left;
  }

  private static List<String> numbers(RandomPopulation population) {
    return population.catalog().attributes().entrySet().stream()
        .filter(it -> it.getValue() == ValueType.NUMBER)
        .map(Map.Entry::getKey)
        .toList();
  }
}
