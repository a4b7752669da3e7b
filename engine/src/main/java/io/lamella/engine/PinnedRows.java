package io.lamella.engine;

import io.lamella.engine.api.MemberRows;
import java.util.List;

/// Members that are read while their snapshot is held.
record PinnedRows(PinnedExecution pinned, MemberRows rows) implements MemberRows {
  @Override
  public long count() {
    return pinned.whileOpen(rows::count);
  }

  @Override
  public List<Row> next(int most) {
    return pinned.whileOpen(() -> rows.next(most));
  }

  @Override
  public void ids(IdTaker taker) {
    pinned.whileOpen(() -> rows.ids(taker));
  }
}
