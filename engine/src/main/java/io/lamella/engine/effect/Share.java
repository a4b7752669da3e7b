package io.lamella.engine.effect;

/// How many of some customers did a thing.
///
/// @param part 0 to `whole`
public record Share(long part, long whole) {
  public Share {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("no share: part=" + part + ", whole=" + whole);
    }
  }

  /// 0 to 1; 0 of nobody.
  public double value() {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
