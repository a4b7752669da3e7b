package io.lamella.engine.exec;

import io.lamella.engine.index.Attribute;
import io.lamella.engine.plan.CodeSet;
import io.lamella.engine.plan.DecimalRange;
import io.lamella.engine.plan.ValueTest;
import java.util.List;

/// Which way a test of an attribute is answered, decided in one place for the nodes that go it and
/// for what is told of it.
final class AttributeWay {
  /// More codes than this are looked up in the attribute's column: a union of so many bitmaps reads
  /// more.
  private static final int MAX_BITMAPS = 64;

  /// More ranges than this are tested together: each one apart has room of its own.
  private static final int MAX_RANGES = 16;

  private static final String SCAN = "column scan";

  private AttributeWay() {}

  /// Whether bitmaps of these codes are united rather than the column read.
  static boolean isByBitmaps(CodeSet codes) {
    return codes.size() <= MAX_BITMAPS;
  }

  /// Whether numbers in these ranges are searched where they ascend.
  static boolean isBySearch(Attribute attribute, List<DecimalRange> ranges) {
    return !ranges.isEmpty() && ranges.size() <= MAX_RANGES && attribute.zones().anyAscending();
  }

  /// The way, as `explain` tells it.
  static String description(Attribute attribute, ValueTest test) {
    return switch (test) {
      case ValueTest.Present _ -> "bitmap of those who have a value";
      case ValueTest.CodeIn(CodeSet codes, boolean negated) ->
          isByBitmaps(codes) ? bitmaps(codes.size(), negated) : SCAN;
      case ValueTest.HasMembers(CodeSet codes, boolean all) ->
          isByBitmaps(codes) ? bitmaps(codes.size(), false) + (all ? ", all" : ", any") : SCAN;
      case ValueTest.InRanges(List<DecimalRange> ranges) ->
          NumberBitmaps.of(attribute, ranges)
              .map(numbers -> bitmaps(numbers.bitmaps().size(), numbers.excluded()))
              .orElse(
                  isBySearch(attribute, ranges)
                      ? "search where numbers ascend, else column scan"
                      : SCAN);
      case ValueTest.SizeIn _, ValueTest.ByCalendar _ -> SCAN;
      case ValueTest.ByPlace _ -> SCAN + ", latitudes first";
    };
  }

  private static String bitmaps(int count, boolean negated) {
    return (negated ? "has a value, less " : "") + (count == 1 ? "1 bitmap" : count + " bitmaps");
  }
}
