package io.lamella.engine.effect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which of many findings count when all are considered together (S. Holm, A simple sequentially
/// rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979): the chance of a
/// single false one among them is no more than the error, however they depend on each other.
public final class Holm {

  private Holm() {}

  /// The largest p-value that still counts; below 0 if none does. Equal ones count together.
  ///
  /// @param pValues of everything that was compared
  /// @param error above 0, below 1
  public static double threshold(List<Double> pValues, double error) {
    List<Double> ascending = new ArrayList<>(pValues);
    Collections.sort(ascending);
    double threshold = -1;
    for (int i = 0; i < ascending.size(); i++) {
      if (ascending.get(i) > error / (ascending.size() - i)) {
        break;
      }
      threshold = ascending.get(i);
    }
    return threshold;
  }
}
