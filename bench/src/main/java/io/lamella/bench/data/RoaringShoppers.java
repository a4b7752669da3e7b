package io.lamella.bench.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// The shoppers as RoaringBitmaps, run-optimised: one a flag, one a day.
///
/// @param flags by number
/// @param days by number
public record RoaringShoppers(List<RoaringBitmap> flags, List<RoaringBitmap> days) {

  /// Builds the bitmaps.
  public static RoaringShoppers of(Shoppers shoppers) {
    var flags = writers(Shoppers.FLAGS.size());
    var days = writers(Shoppers.DAYS);
    shoppers.forEach((number, flagBits, visits) -> {
      for (int flag = 0; flag < flags.size(); flag++) {
        if ((flagBits >>> flag & 1) != 0) {
          flags.get(flag).add(number);
        }
      }
      for (int day = 0; day < days.size(); day++) {
        if ((visits >>> day & 1) != 0) {
          days.get(day).add(number);
        }
      }
    });
    return new RoaringShoppers(
        flags.stream().map(RoaringBitmapWriter::get).toList(),
        days.stream().map(RoaringBitmapWriter::get).toList());
  }

  /// The same bitmaps as they lie in a file: mapped from one buffer each.
  public static List<ImmutableRoaringBitmap> buffers(List<RoaringBitmap> bitmaps) {
    return bitmaps.stream()
        .map(bitmap -> {
          var bytes = ByteBuffer.allocateDirect(bitmap.serializedSizeInBytes());
          bitmap.serialize(bytes);
          return new ImmutableRoaringBitmap(bytes.flip());
        })
        .toList();
  }

  private static List<RoaringBitmapWriter<RoaringBitmap>> writers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> RoaringBitmapWriter.writer().runCompress(true).get())
        .toList();
  }
}
