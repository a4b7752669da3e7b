package io.lamella.engine.catalog;

/// The customers' ids by ordinal, as somebody else keeps them. Readers may ask while the one writer
/// adds.
public interface CustomerIds {

  /// [CustomerHash#ofId] of the id.
  long hash(int ordinal);

  /// Whether the customer has this id, byte for byte; false where there is no such customer.
  boolean idEquals(int ordinal, byte[] id);
}
