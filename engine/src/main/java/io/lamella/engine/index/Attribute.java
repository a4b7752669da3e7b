package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapTable;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One attribute of a snapshot: its column in ordinal order, the bitmap of customers who have a
/// value, and, for strings, sets and booleans, a bitmap for each code; for numbers and dates that
/// lie close together one for each of them. Immutable.
public final class Attribute extends Part {
  private final ValueType type;
  private final Values values;
  private final BitmapTable bitmaps;
  private final Zones zones;

  /// @param bitmaps number 0: who has a value; number c + 1: who has code c, or number `base + c`
  Attribute(
      Region region, Block block, ValueType type, Values values, BitmapTable bitmaps, Zones zones) {
    super(region, block);
    this.type = type;
    this.values = values;
    this.bitmaps = bitmaps;
    this.zones = zones;
  }

  @Override
  Kind kind() {
    return Kind.ATTRIBUTE;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    out.writeUTF(type.name());
    PartFormat.describe(out, values, base);
    bitmaps.describe(out, base);
    zones.describe(out);
  }

  static Attribute read(DataInput in, Region region, Block block) throws IOException {
    long base = block.offset();
    return new Attribute(
        region,
        block,
        ValueType.valueOf(in.readUTF()),
        PartFormat.values(in, region.memory(), base),
        BitmapTable.read(in, region.memory(), base),
        Zones.read(in));
  }

  public ValueType type() {
    return type;
  }

  /// The values in ordinal order.
  public Values values() {
    return values;
  }

  /// Who has a value.
  public Bitmap present() {
    return bitmaps.bitmap(0);
  }

  /// How many have a value.
  public long presentCardinality() {
    return bitmaps.cardinality(0);
  }

  /// How many codes have a bitmap; codes from here on have nobody. 0 for numbers, times and
  /// locations.
  public int codes() {
    return values instanceof Values.Decimals ? 0 : bitmaps.size() - 1;
  }

  /// How many numbers have a bitmap, from the smallest on without a gap; 0 if none has.
  public int numbers() {
    return values instanceof Values.Decimals ? bitmaps.size() - 1 : 0;
  }

  /// Who has a number, told by how far above the smallest it lies, below [#numbers].
  public Bitmap withNumber(int aboveSmallest) {
    return bitmaps.bitmap(aboveSmallest + 1);
  }

  /// Who has the value that stands as this raw in the column, from 1; for a set, the member of this
  /// code and one more.
  public Bitmap withRaw(int raw) {
    int number = values instanceof Values.Codes codes ? raw + (int) codes.codes().base() : raw;
    return number < bitmaps.size() ? bitmaps.bitmap(number) : Bitmap.empty();
  }

  /// The largest raw, or member and one more, that somebody may have, if every value has a bitmap;
  /// else 0.
  public int raws() {
    return switch (values) {
      case Values.Codes(Column codes) -> (int) codes.maxRaw();
      case Values.Sets _ -> codes();
      case Values.Decimals _ -> numbers();
    };
  }

  /// What is known of the numbers chunk by chunk.
  public Zones zones() {
    return zones;
  }

  /// Who has this value, or this member.
  public Bitmap withCode(int code) {
    return code < codes() ? bitmaps.bitmap(code + 1) : Bitmap.empty();
  }

  /// How many have this value, or this member.
  public long cardinality(int code) {
    return code < codes() ? bitmaps.cardinality(code + 1) : 0;
  }
}
