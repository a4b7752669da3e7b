package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.bitmap.RoaringReader;
import io.lamella.engine.bitmap.RoaringWriter;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Who is in a static list. Immutable: a list that an erased customer leaves is another one.
public final class MemberList extends Part {
  private final Bitmap ordinals;

  private MemberList(Region region, Block block, Bitmap ordinals) {
    super(region, block);
    this.ordinals = ordinals;
  }

  /// Those whom a filler adds, in ascending order.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static MemberList of(
      Region region, MemoryBudget budget, Consumer<BitmapTableBuilder> filler) {
    try (var builder = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      filler.accept(builder);
      builder.endBitmap();
      Block block = region.allocate(builder.sizeBytes(), Purpose.ATTRIBUTES);
      return new MemberList(
          region, block, builder.writeTo(region.memory(), block.offset()).bitmap(0));
    }
  }

  /// Those of a portable Roaring bitmap.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public static MemberList ofRoaring(Region region, MemoryBudget budget, ByteBuffer roaring) {
    return of(
        region, budget, builder -> RoaringReader.read(MemorySegment.ofBuffer(roaring), builder));
  }

  /// The same without some.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  public MemberList without(Region region, MemoryBudget budget, IntPredicate gone) {
    return of(
        region,
        budget,
        builder ->
            ordinals.forEach(ordinal -> {
              if (!gone.test(ordinal)) {
                builder.add(ordinal);
              }
            }));
  }

  /// As a portable Roaring bitmap.
  public ByteBuffer roaring() {
    var bytes = new ByteArrayOutputStream();
    try {
      new RoaringWriter(ordinals).writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer();
  }

  @Override
  Kind kind() {
    return Kind.MEMBER_LIST;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    ordinals.describe(out, base);
  }

  static MemberList read(DataInput in, Region region, Block block) throws IOException {
    return new MemberList(region, block, Bitmap.read(in, region.memory(), block.offset()));
  }

  /// Their ordinals.
  public Bitmap ordinals() {
    return ordinals;
  }

  /// How many.
  public long count() {
    return ordinals.cardinality();
  }
}
