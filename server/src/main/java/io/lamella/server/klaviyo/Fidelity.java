package io.lamella.server.klaviyo;

/// How well an expression says what was asked, from best to worst.
public enum Fidelity {
  /// The same customers.
  EXACT,
  /// Nearly the same; a note says where they part.
  APPROXIMATED,
  /// There is no expression for it; a note says why, and `nobody()` stands in its place.
  IMPOSSIBLE;

  /// The worse of two.
  public Fidelity and(Fidelity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
