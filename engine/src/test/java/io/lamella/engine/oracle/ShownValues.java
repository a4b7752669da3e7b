package io.lamella.engine.oracle;

import io.lamella.engine.query.Point;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Values as people read them, as the oracle tells them. The members of a set come in any order.
final class ShownValues {

  private ShownValues() {}

  /// The members of a set that is told as one text; of anything else the text alone.
  static Set<String> parts(String value) {
    return new HashSet<>(List.of(value.split("\\|", -1)));
  }

  /// A customer's values, or an event's, as they should be told.
  static Map<String, Set<String>> texts(Map<String, Object> values) {
    Map<String, Set<String>> texts = new TreeMap<>();
    values.forEach((name, value) -> {
      Set<String> parts = new HashSet<>();
      if (value instanceof Set<?> set) {
        set.forEach(member -> parts.add(member.toString()));
      } else if (value instanceof Point point) {
        parts.add(Cells.plain(point, ","));
      } else if (value instanceof BigDecimal number) {
        parts.add(number.stripTrailingZeros().toPlainString());
      } else {
        parts.addAll(parts(value.toString()));
      }
      texts.put(name, parts);
    });
    return texts;
  }
}
