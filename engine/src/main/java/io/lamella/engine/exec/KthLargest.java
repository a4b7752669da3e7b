package io.lamella.engine.exec;

import io.lamella.engine.plan.Fraction;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/// Finds the k-th largest of some exact numbers, however many there are, in little room: they are
/// told again and again. A first time they are counted by what they nearly are, which says where
/// about the k-th lies; then those that lie there are compared exactly. Numbers off by a little may
/// be counted in the wrong place, but the k-th of the numbers as they nearly are is off by no more
/// than any of them.
final class KthLargest {

  /// Takes numbers.
  interface Visitor {
    /// @param near what the number is, but for [Amounts#ERROR] of it
    void number(double near, Exact exact);
  }

  /// A number as it is, asked for while the visitor is called.
  interface Exact {
    Fraction fraction();
  }

  /// Numbers, told as often as asked for.
  interface Source {
    void forEach(Visitor visitor);
  }

  private KthLargest() {}

  /// The k-th largest number, if there is any.
  ///
  /// @param kOf what k is, from 1 on, given how many numbers there are
  static Optional<Fraction> of(Source source, LongUnaryOperator kOf) {
    var all = new NearCounts();
    source.forEach((near, exact) -> all.add(near));
    if (all.total() == 0) {
      return Optional.empty();
    }
    var search = new KthSearch(all, kOf.applyAsLong(all.total()));
    while (search.found().isEmpty()) {
      source.forEach(search);
      search.endPass();
    }
    return search.found();
  }
}
