package io.lamella.engine.catalog;

/// From customer id to ordinal. One writer, many readers.
public interface CustomerDictionary extends AutoCloseable {

  /// What [#find] returns for an id that is not there.
  int NONE = -1;

  /// The ordinal of a customer id, byte for byte; [#NONE] if it is not there.
  int find(byte[] id);

  /// Adds a customer id that is not there.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  void put(byte[] id, int ordinal);

  /// Removes a customer id.
  void remove(byte[] id);

  /// How many ids.
  long size();

  @Override
  void close();
}
