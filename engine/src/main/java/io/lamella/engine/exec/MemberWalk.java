package io.lamella.engine.exec;

/// Walks the ordinals of a plan's members, ascending, and evaluates chunks as it gets there.
/// Confined to one thread.
public interface MemberWalk {
  /// What [#next] returns at the end.
  int END = -1;

  /// The next ordinal, or [#END].
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  int next();
}
