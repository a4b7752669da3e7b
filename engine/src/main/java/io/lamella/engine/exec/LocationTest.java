package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.index.Zones;

/// Whether a location lies in an area. Locations are stored by latitude first, so one pass over the
/// column leaves those of the right latitudes; each of these is then looked at.
final class LocationTest extends RowTest {
  private final Area area;
  private final long low;
  private final long high;

  LocationTest(Area area) {
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
      long first = fromRow + ((long) word << 6);
      long left = target[word];
      long passed = left;
      while (left != 0) {
        long bit = Long.lowestOneBit(left);
        if (!holds(column.value(first + Long.numberOfTrailingZeros(bit)))) {
          passed ^= bit;
        }
        left ^= bit;
      }
      target[word] = passed;
    }
  }

  private boolean holds(long packed) {
    return area.holds(Location.latitude(packed), Location.longitude(packed));
  }
}
