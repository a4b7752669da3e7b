package io.lamella.engine.catalog;

/// The customers' ids by ordinal, as somebody else keeps them. Readers may ask while the one writer
/// adds.
public interface CustomerIds {

  /// [CustomerHash#ofId] of the id.
  long hash(int ordinal);

  /// Reads a little of what [#idEquals] will read, and says what it saw so that it is read at all;
  /// 0 where there is no such customer.
  int touch(int ordinal);

  /// Whether the customer has this id, byte for byte; false where there is no such customer.
  boolean idEquals(int ordinal, byte[] id);
}
