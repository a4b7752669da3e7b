package io.lamella.bench.data;

import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

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

  private static List<RoaringBitmapWriter<RoaringBitmap>> writers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> RoaringBitmapWriter.writer().runCompress(true).get())
        .toList();
  }
}
