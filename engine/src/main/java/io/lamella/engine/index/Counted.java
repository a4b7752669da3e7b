package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import java.util.List;

/// Some days of one behaviour with how often each customer stands in them, bit-sliced: bitmap p
/// holds the customers whose count has bit p, so whoever has any is in one of the bitmaps.
public sealed interface Counted permits Bucket, RollUp {

  /// How many events.
  List<Bitmap> eventCounts();

  /// How many days with an event.
  List<Bitmap> dayCounts();
}
