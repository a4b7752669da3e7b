package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Several days of one behaviour added up, so that a long window reads a handful of parts: for each
/// customer how many events there are in those days, and how many days with one. The counts are
/// bit-sliced: bitmap p holds the customers whose count has bit p. Immutable.
public final class RollUp extends Part implements Counted {
  private final int firstDay;
  private final int days;
  private final List<Bitmap> eventCounts;
  private final List<Bitmap> dayCounts;

  /// @param dayCounts the same list as the events' where nobody has two events on a day
  RollUp(
      Region region,
      Block block,
      int firstDay,
      int days,
      List<Bitmap> eventCounts,
      List<Bitmap> dayCounts) {
    super(region, block);
    this.firstDay = firstDay;
    this.days = days;
    this.eventCounts = List.copyOf(eventCounts);
    this.dayCounts = List.copyOf(dayCounts);
  }

  @Override
  Kind kind() {
    return Kind.ROLL_UP;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    out.writeInt(firstDay);
    out.writeInt(days);
    boolean same = eventCounts.equals(dayCounts);
    PartFormat.describe(out, eventCounts, base);
    PartFormat.describe(out, same ? List.of() : dayCounts, base);
  }

  static RollUp read(DataInput in, Region region, Block block) throws IOException {
    int firstDay = in.readInt();
    int days = in.readInt();
    List<Bitmap> events = PartFormat.bitmaps(in, region.memory(), block.offset());
    List<Bitmap> dayCounts = PartFormat.bitmaps(in, region.memory(), block.offset());
    return new RollUp(
        region, block, firstDay, days, events, dayCounts.isEmpty() ? events : dayCounts);
  }

  /// Days since 1970-01-01 in the workspace's zone.
  public int firstDay() {
    return firstDay;
  }

  /// How many days it spans, with events or without. It begins at a multiple of that.
  public int days() {
    return days;
  }

  /// The first day that it no longer spans.
  public int endDay() {
    return firstDay + days;
  }

  @Override
  public List<Bitmap> eventCounts() {
    return eventCounts;
  }

  @Override
  public List<Bitmap> dayCounts() {
    return dayCounts;
  }
}
