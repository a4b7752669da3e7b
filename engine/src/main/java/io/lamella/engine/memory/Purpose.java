package io.lamella.engine.memory;

/// What memory is used for.
public enum Purpose {
  /// Columns and bitmaps of attributes.
  ATTRIBUTES,
  /// Event columns and bitmaps of behaviours.
  BEHAVIOURS,
  /// Customer ids, values, event ids.
  DICTIONARIES,
  /// What an import collects before it is built.
  STAGING
}
