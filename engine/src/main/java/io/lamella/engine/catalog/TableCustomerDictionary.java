package io.lamella.engine.catalog;

import io.lamella.engine.memory.MemoryBudget;
import java.util.function.IntPredicate;

/// A table of 4 bytes a slot over the ids that somebody else keeps by ordinal: 5 to 11 bytes a
/// customer. It has no file: after a start it is built from the ids ([#rebuild]). Adding never
/// takes long, and readers never wait ([PositionTable]; decision 19).
///
/// The ids have a customer before it is put here, and until it is removed here.
public final class TableCustomerDictionary implements CustomerDictionary {
  private final CustomerIds ids;
  private final PositionTable<byte[]> table;

  /// Written so that what is read ahead of its use is read at all.
  @SuppressWarnings("UnusedVariable")
  private int touched;

  /// No customers yet.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException
  public TableCustomerDictionary(MemoryBudget budget, CustomerIds ids) {
    this.ids = ids;
    this.table = new PositionTable<>(budget, new Ids(ids), 0);
  }

  private record Ids(CustomerIds ids) implements PositionTable.Keys<byte[]> {
    @Override
    public long hash(int position) {
      return ids.hash(position);
    }

    @Override
    public boolean equal(int position, byte[] key) {
      return ids.idEquals(position, key);
    }
  }

  @Override
  public int find(byte[] id) {
    return table.find(CustomerHash.ofId(id), id);
  }

  @Override
  public void prefetch(byte[][] ids, int count) {
    long[] hashes = new long[count];
    int read = 0;
    for (int i = 0; i < count; i++) {
      hashes[i] = CustomerHash.ofId(ids[i]);
      read |= table.touch(hashes[i]);
    }
    for (long hash : hashes) {
      int position = table.firstAt(hash);
      read |= position == PositionTable.NONE ? 0 : this.ids.touch(position);
    }
    touched = read;
  }

  @Override
  public void put(byte[] id, int ordinal) {
    assert ids.idEquals(ordinal, id) : "the ids do not have it yet: ordinal=" + ordinal;
    table.put(ids.hash(ordinal), ordinal);
  }

  @Override
  public void remove(byte[] id) {
    long hash = CustomerHash.ofId(id);
    int ordinal = table.find(hash, id);
    if (ordinal != NONE) {
      table.remove(hash, ordinal);
    }
  }

  /// Forgets everything, then adds the customers with the ordinals `[0, population)` who are not
  /// erased. Readers may ask meanwhile, and find what was there before or what is there then.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing has then changed
  public void rebuild(int population, IntPredicate erased) {
    table.rebuild(population, erased);
  }

  @Override
  public long size() {
    return table.size();
  }

  @Override
  public long sizeBytes() {
    return table.sizeBytes();
  }

  @Override
  public void close() {
    table.close();
  }
}
