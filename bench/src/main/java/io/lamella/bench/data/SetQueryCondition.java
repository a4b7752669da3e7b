package io.lamella.bench.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A condition on one column of the Set Query table, in the words of whoever is asked.
public sealed interface SetQueryCondition {

  /// The column has one of some values.
  record OneOf(int cardinality, List<Integer> values) implements SetQueryCondition {
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public boolean holds(int value) {
      return values.contains(value);
    }

    @Override
    public String expression() {
      return anyOf(" == ", " || ");
    }

    @Override
    public String sql() {
      return anyOf("=", " OR ");
    }

    private String anyOf(String equals, String or) {
      String any =
          values.stream().map(value -> column() + equals + value).collect(Collectors.joining(or));
      return values.size() == 1 ? any : "(" + any + ")";
    }
  }

  /// The column has a value in `[low, high]`.
  record Between(int cardinality, int low, int high) implements SetQueryCondition {

    @Override
    public List<Integer> values() {
      return IntStream.rangeClosed(low, high).boxed().toList();
    }

    @Override
    public boolean holds(int value) {
      return low <= value && value <= high;
    }

    @Override
    public String expression() {
      if (high == cardinality) {
        return column() + " >= " + low;
      }
      String upTo = column() + " <= " + high;
      return low == 1 ? upTo : column() + " >= " + low + " && " + upTo;
    }

    @Override
    public String sql() {
      if (high == cardinality) {
        return column() + ">" + (low - 1);
      }
      return low == 1 ? column() + "<" + (high + 1) : column() + " BETWEEN " + low + " AND " + high;
    }
  }

  /// How many different values the column has.
  int cardinality();

  /// Every value that satisfies it, ascending.
  List<Integer> values();

  /// Whether a value satisfies it.
  boolean holds(int value);

  /// As Lamella is asked.
  String expression();

  /// As the benchmark writes it.
  String sql();

  /// The column's name.
  default String column() {
    return SetQueryTable.name(cardinality());
  }

  /// Some conditions as the benchmark writes them.
  static String sql(List<SetQueryCondition> all) {
    return all.stream().map(SetQueryCondition::sql).collect(Collectors.joining(" AND "));
  }

  /// Some conditions as Lamella is asked.
  static String expression(List<SetQueryCondition> all) {
    return all.stream().map(SetQueryCondition::expression).collect(Collectors.joining(" && "));
  }
}
