package io.lamella.engine.query;

/// How large an expression may be. Each refusal names its limit.
///
/// @param levels how deep the tree may be; `a && b && …` is one level
/// @param nodes how many conditions, operators and calls it may have, list elements not counted
/// @param listedValues how many values all its lists may have together
public record Limits(int levels, int nodes, int listedValues) {

  /// 32 levels, 1,024 nodes, 10,000 listed values.
  public static final Limits DEFAULT = new Limits(32, 1_024, 10_000);
}
