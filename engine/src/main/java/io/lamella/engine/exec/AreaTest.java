package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.index.Zones;

/// Whether a location lies in an area. Locations are stored by latitude first, so one pass over the
/// column leaves those of the right latitudes; each of these is then looked at.
final class AreaTest extends RowTest {
  /// Up to so many of 64 rows are read one by one.
  private static final int FEW = 8;

  private final Area area;
  private final long low;
  private final long high;
  private final long[] raws = new long[64];

  AreaTest(Area area) {
    this.area = area;
    this.low = Location.packed(area.south(), -Location.HALF_TURN);
    this.high = Location.packed(area.north(), Location.HALF_TURN);
  }

  @Override
  boolean isOutside(Zones zones, int chunk) {
    return zones.isOutside(chunk, low, high);
  }

  @Override
  boolean passes(Values values, long row) {
    Column column = values.presence();
    if (!column.has(row)) {
      return false;
    }
    long packed = column.value(row);
    return packed >= low && packed <= high && holds(packed);
  }

  @Override
  void test(Values values, long fromRow, int count, long[] target) {
    Column column = values.presence();
    column.inRange(fromRow, count, low, high, target);
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      if (target[word] != 0) {
        int start = word << 6;
        target[word] = passing(column, fromRow + start, Math.min(64, count - start), target[word]);
      }
    }
  }

  /// Those of up to 64 rows who lie in the area, of whom the latitude is right.
  private long passing(Column column, long fromRow, int count, long candidates) {
    boolean many = Long.bitCount(candidates) > FEW;
    if (many) {
      column.decode(fromRow, count, raws, 0);
    }
    long shift = column.base() - 1;
    long passing = 0;
    for (long left = candidates; left != 0; left &= left - 1) {
      int row = Long.numberOfTrailingZeros(left);
      long packed = many ? raws[row] + shift : column.value(fromRow + row);
      passing |= holds(packed) ? 1L << row : 0;
    }
    return passing;
  }

  private boolean holds(long packed) {
    return area.holds(Location.latitude(packed), Location.longitude(packed));
  }
}
