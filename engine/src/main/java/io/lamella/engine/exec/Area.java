package io.lamella.engine.exec;

/// A part of the Earth that a location lies in or does not: between two latitudes, and there what
/// [#holds] says. Confined to one thread.
interface Area {
  /// No location further south lies in it.
  int south();

  /// No location further north lies in it; below [#south] if it is empty.
  int north();

  /// Whether a location between the two latitudes lies in it.
  boolean holds(int latitude, int longitude);
}
