package io.lamella.engine.catalog;

/// From customer id to ordinal. One writer, many readers, which may ask while the writer adds.
public interface CustomerDictionary extends AutoCloseable {

  /// What [#find] returns for an id that is not there.
  int NONE = -1;

  /// The longest id, in bytes; whoever reads ids refuses longer ones.
  int MAX_ID_BYTES = 1_024;

  /// The ordinal of a customer id, byte for byte; [#NONE] if it is not there.
  int find(byte[] id);

  /// Reads what [#find] will read for the first so many ids, so that the processor waits for all of
  /// them at once, not for one after the other; changes nothing. For the writer alone.
  default void prefetch(byte[][] ids, int count) {}

  /// Adds a customer id that is not there, of at most [#MAX_ID_BYTES].
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed
  void put(byte[] id, int ordinal);

  /// Removes a customer id, if it is there.
  void remove(byte[] id);

  /// How many ids.
  long size();

  /// Bytes taken from the budget.
  long sizeBytes();

  @Override
  void close();
}
