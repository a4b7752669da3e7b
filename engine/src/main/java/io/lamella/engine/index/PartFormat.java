package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Purpose;
import io.lamella.engine.memory.Region;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Parts in files: the block's bytes as they are, and a description of what lies where in them,
/// format version 1. All offsets count from the block's beginning, so a part can be read to any
/// place.
public final class PartFormat {
  private static final int CODES = 1;
  private static final int SETS = 2;
  private static final int DECIMALS = 3;
  private static final int SCALED_DECIMALS = 4;

  private PartFormat() {}

  /// Fills a block with the bytes of a part.
  public interface Filler {
    void fill(MemorySegment target) throws IOException;
  }

  /// The description of a part.
  public static byte[] description(Part part) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeByte(part.kind().number());
      part.describe(out, part.block().offset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Makes the part that was described.
  ///
  /// @param sizeBytes of its bytes
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  /// @throws IOException if the bytes cannot be read or the description is none
  public static Part read(Region region, byte[] description, long sizeBytes, Filler filler)
      throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(description));
    int number = in.readByte();
    Part.Kind kind =
        Arrays.stream(Part.Kind.values())
            .filter(known -> known.number() == number)
            .findFirst()
            .orElseThrow(() -> new IOException("not a part of this version: kind=" + number));
    Block block = region.allocate(sizeBytes, purpose(kind));
    try {
      filler.fill(region.memory().asSlice(block.offset(), sizeBytes));
      return switch (kind) {
        case ATTRIBUTE -> Attribute.read(in, region, block);
        case CHANGES -> Changes.read(in, region, block);
        case BUCKET -> Bucket.read(in, region, block);
        case ROLL_UP -> RollUp.read(in, region, block);
        case ERASED -> Erased.read(in, region, block);
        case MEMBER_LIST -> MemberList.read(in, region, block);
      };
    } catch (IOException | RuntimeException e) {
      region.free(block);
      throw e;
    }
  }

  private static Purpose purpose(Part.Kind kind) {
    return switch (kind) {
      case BUCKET, ROLL_UP -> Purpose.BEHAVIOURS;
      case ATTRIBUTE, CHANGES, ERASED, MEMBER_LIST -> Purpose.ATTRIBUTES;
    };
  }

  static void describe(DataOutput out, List<Bitmap> bitmaps, long base) throws IOException {
    out.writeInt(bitmaps.size());
    for (Bitmap bitmap : bitmaps) {
      bitmap.describe(out, base);
    }
  }

  static List<Bitmap> bitmaps(DataInput in, MemorySegment memory, long base) throws IOException {
    int size = in.readInt();
    List<Bitmap> bitmaps = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      bitmaps.add(Bitmap.read(in, memory, base));
    }
    return bitmaps;
  }

  static void describe(DataOutput out, Values values, long base) throws IOException {
    switch (values) {
      case Values.Codes(Column codes) -> {
        out.writeByte(CODES);
        codes.describe(out, base);
      }
      case Values.Sets(Column places, var _, long listsOffset) -> {
        out.writeByte(SETS);
        places.describe(out, base);
        out.writeLong(listsOffset - base);
      }
      case Values.Decimals(Column unscaled, int scale, Optional<Column> scales) -> {
        out.writeByte(scales.isPresent() ? SCALED_DECIMALS : DECIMALS);
        unscaled.describe(out, base);
        if (scales.isPresent()) {
          scales.get().describe(out, base);
        } else {
          out.writeInt(scale);
        }
      }
    }
  }

  static Values values(DataInput in, MemorySegment memory, long base) throws IOException {
    int kind = in.readByte();
    Column column = Column.read(in, memory, base);
    return switch (kind) {
      case CODES -> new Values.Codes(column);
      case SETS -> new Values.Sets(column, memory, in.readLong() + base);
      case DECIMALS -> new Values.Decimals(column, in.readInt(), Optional.empty());
      case SCALED_DECIMALS ->
          new Values.Decimals(column, 0, Optional.of(Column.read(in, memory, base)));
      default -> throw new IOException("not values of this version: kind=" + kind);
    };
  }
}
