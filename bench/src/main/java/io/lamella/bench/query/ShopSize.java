package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.server.demo.Shop;
import io.lamella.server.demo.ShopCustomer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// The bytes of the demo's shop: for each attribute a bitmap of who has a value and one for each
/// value that somebody has, for each behaviour one for each day.
///
/// @param customers so many that numbers have bitmaps, too: twice the number of different amounts
record ShopSize(int customers) {
  static final String NAME = "size.shop";

  private static final long SEED = 1;
  private static final Instant UNTIL = Instant.parse("2026-06-15T12:00:00Z");

  /// Has no bitmaps of its values: they are instants.
  private static final String SIGNED_UP = "signed_up";

  private static final String SET = "tags";

  private static final String PRESENT = "";

  /// Adds up what every attribute and behaviour takes.
  Figure measure() {
    long bytes = 0;
    long roaringBytes = 0;
    for (Map.Entry<String, Map<String, RoaringBitmap>> part : bitmaps().entrySet()) {
      try (var sizes = new BitmapSizes()) {
        part.getValue().values().forEach(sizes::add);
        System.err.printf(
            "  %s: %d bytes, roaring %d%n", part.getKey(), sizes.bytes(), sizes.roaringBytes());
        bytes += sizes.bytes();
        roaringBytes += sizes.roaringBytes();
      }
    }
    return Figure.size(NAME, bytes, roaringBytes);
  }

  /// By attribute or behaviour, then by value or day.
  Map<String, Map<String, RoaringBitmap>> bitmaps() {
    Map<String, Map<String, RoaringBitmap>> parts = new TreeMap<>();
    int ordinal = 0;
    Iterator<ShopCustomer> all = new Shop(SEED, customers, UNTIL).customers().iterator();
    while (all.hasNext()) {
      ShopCustomer customer = all.next();
      for (Map.Entry<String, String> value : customer.attributes().entrySet()) {
        Map<String, RoaringBitmap> part =
            parts.computeIfAbsent(value.getKey(), _ -> new HashMap<>());
        add(part, PRESENT, ordinal);
        for (String member : values(value.getKey(), value.getValue())) {
          add(part, member, ordinal);
        }
      }
      for (ShopCustomer.Event event : customer.events()) {
        LocalDate day = LocalDate.ofInstant(event.instant(), ZoneOffset.UTC);
        add(
            parts.computeIfAbsent(event.behaviour(), _ -> new HashMap<>()),
            day.toString(),
            ordinal);
      }
      ordinal++;
    }
    return parts;
  }

  private static List<String> values(String attribute, String value) {
    return switch (attribute) {
      case SIGNED_UP -> List.of();
      case SET -> List.of(value.split("\\|"));
      default -> List.of(value);
    };
  }

  private static void add(Map<String, RoaringBitmap> bitmaps, String key, int ordinal) {
    bitmaps.computeIfAbsent(key, _ -> new RoaringBitmap()).add(ordinal);
  }
}
