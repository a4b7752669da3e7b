package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.NumberedMembers;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.MemberWalk;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.memory.BudgetExceededException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// Numbers one expression's customers. Members are walked twice: for the bitmap, which is written
/// when this is made, and for the ids.
final class MemberNumbering implements NumberedMembers {
  private final Snapshot snapshot;
  private final ByteBuffer roaring;
  private final MemberWalk walk;
  private final Numbers numbers;

  private MemberNumbering(Snapshot snapshot, ByteBuffer roaring, MemberWalk walk) {
    this.snapshot = snapshot;
    this.roaring = roaring;
    this.walk = walk;
    this.numbers = new Numbers(snapshot);
  }

  /// @throws EngineException `MEMORY_BUDGET_EXCEEDED`; `DEADLINE_PASSED`, `CANCELLED`
  static MemberNumbering of(Workspace workspace, Execution asked, Deadline deadline) {
    Execution execution = asked.resolved(deadline);
    Snapshot snapshot = execution.snapshot();
    try {
      MemberList list =
          workspace.memberList(builder -> {
            var numbers = new Numbers(snapshot);
            MemberWalk walk = execution.walk(0, OptionalInt.empty(), deadline);
            for (int at = walk.next(); at != MemberWalk.END; at = walk.next()) {
              builder.add(numbers.of(at));
            }
          });
      try {
        return new MemberNumbering(
            snapshot, list.roaring(), execution.walk(0, OptionalInt.empty(), deadline));
      } finally {
        list.release();
      }
    } catch (BudgetExceededException e) {
      throw new EngineException(EngineException.Code.MEMORY_BUDGET_EXCEEDED, e.reason());
    }
  }

  /// The numbers of ordinals that are asked in ascending order.
  private static final class Numbers {
    private final int[] erased;
    private int before;

    Numbers(Snapshot snapshot) {
      erased = snapshot.erased().map(it -> it.toArray()).orElse(new int[0]);
    }

    /// How many living customers stand before this one.
    int of(int ordinal) {
      while (before < erased.length && erased[before] < ordinal) {
        before++;
      }
      return ordinal - before;
    }
  }

  @Override
  public ByteBuffer roaring() {
    return roaring.duplicate();
  }

  @Override
  public void ids(MemberRows.IdTaker taker) {
    MemberLister.ids(walk, snapshot.customers(), numbers::of, taker);
  }
}
