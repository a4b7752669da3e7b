package io.lamella.engine.ingest;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.ChangesBuilder;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.RowOrder;
import io.lamella.engine.index.ValueStage;
import io.lamella.engine.index.Values;
import io.lamella.engine.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.collections.Int2IntHashMap;

/// What a group of writes makes of one attribute: a row for each customer concerned. Confined to
/// the writer; kept from group to group for its memory.
final class AttributeWrites implements AutoCloseable {
  private static final int NONE = -1;

  /// Layers of changes are joined while the older one is no larger than this many times the newer
  /// ones: so a change is copied a few times before the attribute is built anew, and there are few.
  private static final int JOIN_FACTOR = 4;

  /// Larger ones are left to the background.
  private static final int MAX_JOINED = 1 << 15;

  private final ValueType type;
  private final ValueStage stage;
  private final Int2IntHashMap rows = new Int2IntHashMap(NONE);
  private long[] keys = new long[64];
  private int count;

  AttributeWrites(ValueType type, MemoryBudget budget) {
    this.type = type;
    this.stage = new ValueStage(budget);
  }

  ValueType type() {
    return type;
  }

  ValueStage stage() {
    return stage;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// The customer's row, a new one without a value if it has none.
  int row(int ordinal) {
    int known = rows.get(ordinal);
    if (known != NONE) {
      return known;
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
    }
    keys[count] = ((long) ordinal << 32) | count;
    rows.put(ordinal, count);
    stage.clear(count);
    return count++;
  }

  /// Whether a customer has a value now.
  boolean has(int ordinal, CurrentValues before, int ordinalsBefore) {
    int row = rows.get(ordinal);
    return row == NONE
        ? ordinal < ordinalsBefore && before.of(ordinal).isPresent()
        : stage.has(row);
  }

  /// The codes of the set that a customer has now.
  int[] members(int ordinal, CurrentValues before, int ordinalsBefore) {
    int row = rows.get(ordinal);
    if (row != NONE) {
      int[] members = new int[stage.has(row) ? stage.listSize(row) : 0];
      Arrays.setAll(members, number -> stage.member(row, number));
      return members;
    }
    if (ordinal >= ordinalsBefore) {
      return new int[0];
    }
    return before
        .of(ordinal)
        .map(place -> {
          Values.Sets sets = (Values.Sets) place.values();
          int[] members = new int[sets.size(place.row())];
          Arrays.setAll(members, number -> sets.member(place.row(), number));
          return members;
        })
        .orElse(new int[0]);
  }

  /// The attribute's changes with these: those before that are still worth keeping apart, and a new
  /// layer.
  ///
  /// @param isClaimed whether a layer is being merged and must be left alone
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  List<Changes> build(
      ChangesBuilder builder,
      CurrentValues before,
      int ordinalsBefore,
      Predicate<Changes> isClaimed) {
    Arrays.sort(keys, 0, count);
    int[] ordinals = new int[count];
    int growth = 0;
    for (int i = 0; i < count; i++) {
      int ordinal = (int) (keys[i] >>> 32);
      ordinals[i] = ordinal;
      boolean had = ordinal < ordinalsBefore && before.of(ordinal).isPresent();
      growth += (stage.has(keys[i] & 0xFFFF_FFFFL) ? 1 : 0) - (had ? 1 : 0);
    }
    Changes newest = builder.build(type, ordinals, count, stage, new RowOrder.Keyed(keys), growth);
    int keep = before.changes().size();
    int joined = count;
    while (keep > 0
        && !isClaimed.test(before.changes().get(keep - 1))
        && before.changes().get(keep - 1).rows() <= (long) JOIN_FACTOR * joined
        && joined + before.changes().get(keep - 1).rows() <= MAX_JOINED) {
      joined += before.changes().get(--keep).rows();
    }
    List<Changes> layers = new ArrayList<>(before.changes().subList(0, keep));
    if (keep == before.changes().size()) {
      layers.add(newest);
      return layers;
    }
    List<Changes> together =
        new ArrayList<>(before.changes().subList(keep, before.changes().size()));
    together.add(newest);
    try {
      layers.add(builder.merge(type, together));
    } finally {
      newest.release();
    }
    return layers;
  }

  /// Forgets what it holds and keeps the memory.
  void reset() {
    stage.reset();
    rows.clear();
    count = 0;
  }

  @Override
  public void close() {
    stage.close();
  }
}
