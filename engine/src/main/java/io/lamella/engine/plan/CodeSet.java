package io.lamella.engine.plan;

import java.util.Arrays;

/// A set of codes of one dictionary. Immutable.
public final class CodeSet {
  private final int[] codes;

  private CodeSet(int[] codes) {
    this.codes = codes;
  }

  /// The codes, in any order, doubles allowed.
  public static CodeSet of(int... codes) {
    return new CodeSet(Arrays.stream(codes).sorted().distinct().toArray());
  }

  /// How many codes.
  public int size() {
    return codes.length;
  }

  /// A code by its position in ascending order.
  public int code(int position) {
    return codes[position];
  }

  /// Whether the set has this code.
  public boolean contains(int code) {
    return Arrays.binarySearch(codes, code) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeSet set && Arrays.equals(codes, set.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return codes.length <= 8 ? Arrays.toString(codes) : codes.length + " codes";
  }
}
