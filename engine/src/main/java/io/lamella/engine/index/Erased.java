package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The ordinals whose customers were erased. They are not given out again; nobody has them, so they
/// belong to no set and to no complement. Immutable.
public final class Erased extends Part {
  private final Bitmap ordinals;
  private final int count;

  private Erased(Region region, Block block, Bitmap ordinals) {
    super(region, block);
    this.ordinals = ordinals;
    this.count = (int) ordinals.cardinality();
  }

  /// Those of before and more.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static Erased with(
      Region region, MemoryBudget budget, Optional<Erased> before, int[] more) {
    IntStream.Builder known = IntStream.builder();
    before.ifPresent(erased -> erased.ordinals.forEach(known::add));
    int[] all = IntStream.concat(known.build(), Arrays.stream(more)).sorted().distinct().toArray();
    try (var builder = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      for (int ordinal : all) {
        builder.add(ordinal);
      }
      builder.endBitmap();
      Block block = region.allocate(builder.sizeBytes(), Purpose.ATTRIBUTES);
      return new Erased(region, block, builder.writeTo(region.memory(), block.offset()).bitmap(0));
    }
  }

  @Override
  Kind kind() {
    return Kind.ERASED;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    ordinals.describe(out, base);
  }

  static Erased read(DataInput in, Region region, Block block) throws IOException {
    return new Erased(region, block, Bitmap.read(in, region.memory(), block.offset()));
  }

  /// The ordinals.
  public Bitmap ordinals() {
    return ordinals;
  }

  /// The ordinals, ascending.
  public int[] toArray() {
    IntStream.Builder all = IntStream.builder();
    ordinals.forEach(all::add);
    return all.build().toArray();
  }

  /// How many.
  public int count() {
    return count;
  }

  /// Whether an ordinal's customer was erased.
  public boolean contains(int ordinal) {
    return ordinals.contains(ordinal);
  }
}
